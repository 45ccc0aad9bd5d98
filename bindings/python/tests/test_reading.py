"""Reading: the same as the program, whatever the texts come in, and what goes wrong."""

import datetime
import json
import pickle
import threading
import time

import pandas
import polars
import pyarrow
import pytest
import zenobia

from conftest import EXAMPLES, TEXTS


def test_the_record_is_the_programs_byte_for_byte(zenobia_program):
    paths = [*sorted(EXAMPLES.glob("*.txt")), EXAMPLES / "reports.jsonl"]
    printed = zenobia_program("read", *paths, "--published", "2024-03-12", "--json").stdout.splitlines()
    read = zenobia.read_many(zenobia.documents(*paths, published="2024-03-12"))
    assert len(read) > 5
    assert [record.to_json() for record in read] == printed
    kept = zenobia_program("read", *paths, "--published", "2024-03-12", "--json", "--with-text").stdout.splitlines()
    assert [record.to_json(with_text=True) for record in read] == kept


def test_why_is_what_the_program_prints(zenobia_program):
    path = EXAMPLES / "nimrud.en.txt"
    printed = zenobia_program("why", path).stdout
    (document,) = zenobia.documents(path)
    assert zenobia.why(zenobia.read(document)) == printed


@pytest.mark.parametrize(
    "make",
    [list, tuple, iter, pandas.Series, polars.Series, pyarrow.array, lambda texts: pyarrow.chunked_array([texts[:1], texts[1:]])],
    ids=["list", "tuple", "iterator", "pandas", "polars", "arrow", "arrow-chunks"],
)
def test_columns_of_every_kind_are_read_alike(records, make):
    texts, days, names = [text for _, _, text in TEXTS], [day for _, day, _ in TEXTS], [name for name, _, _ in TEXTS]
    assert zenobia.read_many(make(texts), published=make(days), id=make(names)) == records


def test_days_may_be_dates(records):
    days = [datetime.date.fromisoformat(day) for _, day, _ in TEXTS]
    frame = pandas.DataFrame({"text": [text for _, _, text in TEXTS], "id": [name for name, _, _ in TEXTS], "day": pandas.to_datetime(days)})
    assert zenobia.read_many(frame["text"], id=frame["id"], published=frame["day"]) == records


def test_dictionaries_say_more_than_the_columns():
    one, other = zenobia.read_many([{"text": "Rebels seized Kidal.", "id": "kidal", "url": "https://example.org/"}, "Soldiers left Gao."], url="none")
    assert (one.id, one.report.url) == ("kidal", "https://example.org/")
    assert (other.id, other.report.url) == ("text:2", "none")


def test_the_language_of_a_report_may_be_one_that_there_is_no_pack_for():
    german, french = zenobia.read_many(["Die Stadt fiel am Dienstag.", "Les rebelles ont pris Kidal."], language=["de", "fr-ML"])
    assert (german.claims, german.notes[0].kind) == ([], "language-not-supported")
    assert (french.report.language, french.claims[0].event) == ("fr", "CONTROL")


def test_the_number_of_threads_makes_no_difference(records):
    texts, days, names = [text for _, _, text in TEXTS], [day for _, day, _ in TEXTS], [name for name, _, _ in TEXTS]
    for jobs in (1, 3):
        many = zenobia.read_many(texts * 40, published=days * 40, id=names * 40, jobs=jobs)
        assert many == list(records) * 40


def test_other_threads_go_on_while_reports_are_read():
    turns = []
    done = threading.Event()

    def turn():
        while not done.is_set():
            turns.append(time.perf_counter())
            time.sleep(0.001)

    thread = threading.Thread(target=turn)
    thread.start()
    zenobia.read_many([text for _, _, text in TEXTS] * 100, jobs=2)
    done.set()
    thread.join()
    # With the lock held for a chunk of reports, there would be no turn in all of it.
    gaps = sorted(after - before for before, after in zip(turns, turns[1:]))
    assert len(turns) > 20 and gaps[len(gaps) // 2] < 0.1


def test_missing_texts_and_wrong_days_are_faults_and_the_rest_goes_on():
    faults = []
    read = zenobia.read_many(["Soldiers left Gao.", None, float("nan"), "Rebels seized Kidal."], published=["2023-05-08", None, None, "8 May"], on_error=faults.append)
    assert [record.id for record in read] == ["text:1"]
    assert [fault.name for fault in faults] == ["text:2", "text:3", "text:4"]
    assert str(faults[0]) == "text:2: there is no text"
    assert faults[2].message == "text:4: `8 May` is not a day: write it as YYYY-MM-DD, such as 2016-03-28"
    with pytest.raises(zenobia.Fault, match="there is no text"):
        zenobia.read_many([None])
    assert pickle.loads(pickle.dumps(faults[0])).name == "text:2"


def test_errors_have_the_words_of_the_program(zenobia_program):
    told = zenobia_program("read", "x.txt", "--language", "xx", code=2).stderr
    with pytest.raises(zenobia.Error) as wrong:
        zenobia.read("…", language="xx")
    assert str(wrong.value).removeprefix("`xx`: ") in " ".join(told.split())
    told = zenobia_program("read", "no/such/file.pages", EXAMPLES / "README.md", code=1).stderr
    with pytest.raises(zenobia.Fault) as missing:
        list(zenobia.documents("no/such/file.pages"))
    assert str(missing.value) in told
    with pytest.raises(zenobia.Error, match="from 1 on"):
        zenobia.read_many(["…"], jobs=0)
    with pytest.raises(zenobia.Error, match="fewer values"):
        zenobia.read_many(["a", "b"], id=["1"])
    with pytest.raises(zenobia.Error, match="more values"):
        zenobia.read_many(["a"], id=["1", "2"])


def test_a_record_can_be_kept_and_sent(records):
    record = records[0]
    assert pickle.loads(pickle.dumps(record)) == record
    assert pickle.loads(pickle.dumps(record)).text == record.text
    assert zenobia.Record.from_dict(record.to_dict()) == record
    assert json.loads(record.to_json()) == record.to_dict()
    with pytest.raises(zenobia.Error, match="not a sound record"):
        zenobia.Record.from_json("{}")


def test_parts_are_typed_and_offsets_count_code_points():
    text = "🕊️ L'armée a repris Palmyre à l'Etat islamique, selon l'agence Sana."
    record = zenobia.read(text, published="2016-03-28")
    claim = record.claims[0]
    assert isinstance(claim.trigger.start, int) and text[claim.trigger.start : claim.trigger.end] == claim.trigger.text == "repris"
    assert {actor.kind for actor in record.actors} >= {"armed-group", "media"}
    assert record.report.published_from == "given"
    with pytest.raises(AttributeError):
        claim.event = "AID"


def test_a_notebook_shows_the_text_marked_and_nothing_of_it_is_markup():
    text = 'Rebels seized Kidal on Tuesday. <img src=x onerror=alert(1)> "<b>Radio</b>" said so.'
    record = zenobia.read(text, published="2023-05-08", id="<script>", publisher="<i>")
    page = record._repr_html_()
    assert ">seized</span>" in page and "<td>CONTROL capture</td>" in page
    for markup in ("<img", "<b>Radio", "<script", "<i>"):
        assert markup not in page
    # Without its text there is the table alone.
    bare = zenobia.Record.from_json(record.to_json())._repr_html_()
    assert "white-space" not in bare and "<table>" in bare
