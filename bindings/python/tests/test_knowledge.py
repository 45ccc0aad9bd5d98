"""What is known, and what people add to it."""

import json

import pytest
import zenobia


def test_a_table_of_actors_is_known_from_then_on(tmp_path):
    text = "The Sand Foxes seized Kidal on Tuesday."
    sheet = tmp_path / "foxes.csv"
    sheet.write_text("name,kind,country,aliases\nSand Foxes,armed-group,ML,SFX\n", encoding="utf-8")
    knowledge = zenobia.Knowledge(actors=[sheet])
    assert knowledge.problems == []
    record = zenobia.read(text, published="2023-05-08", knowledge=knowledge)
    (fox,) = [actor for actor in record.actors if actor.name == "Sand Foxes"]
    assert (fox.key, fox.kind) == ("sand-foxes", "armed-group")
    assert zenobia.read_many([text], published="2023-05-08", knowledge=knowledge, id="text")[0] == record
    assert all(actor.key != "sand-foxes" for actor in zenobia.read(text, published="2023-05-08").actors)
    assert [actor["key"] for actor in zenobia.actors_named("Sand Foxes", knowledge=knowledge)] == ["sand-foxes"]


def test_lines_that_are_left_out_are_told(tmp_path):
    sheet = tmp_path / "foxes.csv"
    sheet.write_text("name,kind\nSand Foxes,furry\n", encoding="utf-8")
    (problem,) = zenobia.Knowledge(actors=[sheet]).problems
    assert problem.startswith(f"{sheet}:2: ")
    with pytest.raises(zenobia.Error, match="No such file"):
        zenobia.Knowledge(actors=[tmp_path / "missing.csv"])
    other = tmp_path / "notes.txt"
    other.write_text("nothing", encoding="utf-8")
    with pytest.raises(zenobia.Error, match="neither actors nor agents of PETRARCH"):
        zenobia.Knowledge(actors=[other])


def test_packs_that_cannot_be_read_are_an_error(tmp_path):
    with pytest.raises(zenobia.Error):
        zenobia.Knowledge(packs=tmp_path / "missing")


def test_places_and_actors_are_found_as_the_program_finds_them(zenobia_program):
    printed = [json.loads(line) for line in zenobia_program("gazetteer", "find", "Al Bab", "--json").stdout.splitlines()]
    assert zenobia.gazetteer.find("Al Bab") == printed
    assert zenobia.gazetteer.find("Al Bab", country="sy", most=1) == [place for place in printed if place["country"] == "SY"][:1]
    printed = [json.loads(line) for line in zenobia_program("actors", "find", "Hezbollah", "--on", "2016-03-28", "--json").stdout.splitlines()]
    assert zenobia.actors_named("Hezbollah", on="2016-03-28") == printed


def test_languages_are_listed():
    assert dict(zenobia.languages())["fr"] == "français"
