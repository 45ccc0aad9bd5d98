//! Which claims people have said to tell one event, and which not.

use serde_json::{Value as Json, json};
use zenobia_core::reconcile::Verdicts;
use zenobia_core::reconcile::situation::ClaimRef;

use crate::engine::{Engine, Value, first};
use crate::error::{Error, Result};
use crate::events::{fact, set_fact};
use crate::reviews::{Entry, log, undone};
use crate::store::Store;

/// Pairs of one split; an event with more claims than this is no matter of a single decision.
const PAIRS: usize = 10_000;

/// What a merge of an event with others comes to: every claim of all of them is of one event with the first.
pub(crate) fn merge(engine: &mut dyn Engine, event: &str, others: &[String]) -> Result<Json> {
    let mut all = claims(engine, event)?;
    for other in others {
        if other == event {
            return Err(Error::Question("an event cannot be merged with itself".to_owned()));
        }
        all.extend(claims(engine, other)?);
    }
    if others.is_empty() {
        return Err(Error::Question("with which event is it merged? name it after the first".to_owned()));
    }
    Ok(json!({"with": others, "together": star(&all)}))
}

/// What a split comes to: the claims named are of one event, and none of them of that of the rest.
pub(crate) fn split(engine: &mut dyn Engine, event: &str, out: &[String]) -> Result<Json> {
    let all = claims(engine, event)?;
    if let Some(other) = out.iter().find(|claim| !all.contains(claim)) {
        return Err(Error::Question(format!("{other} is no claim of {event}; its claims are {}", all.join(", "))));
    }
    let rest: Vec<&String> = all.iter().filter(|claim| !out.contains(claim)).collect();
    if out.is_empty() || rest.is_empty() {
        return Err(Error::Question(format!(
            "name some of the claims of {event}, and not all of them: {}",
            all.join(", ")
        )));
    }
    if out.len() * rest.len() > PAIRS {
        return Err(Error::Question(format!(
            "{event} has too many claims to be split at once; split off fewer of them"
        )));
    }
    let apart: Vec<[&String; 2]> = out.iter().flat_map(|claim| rest.iter().map(move |other| [claim, *other])).collect();
    Ok(json!({"claims": out, "together": star(out), "apart": apart}))
}

fn star(claims: &[String]) -> Vec<[&String; 2]> {
    let Some((first, rest)) = claims.split_first() else { return Vec::new() };
    rest.iter().map(|claim| [first, claim]).collect()
}

fn claims(engine: &mut dyn Engine, event: &str) -> Result<Vec<String>> {
    let mut all = Vec::new();
    engine.each("SELECT claim FROM event_claims WHERE event = ?1 ORDER BY claim", &[event.into()], &mut |row| {
        all.extend(row.first_mut().and_then(Value::take_some));
        Ok(())
    })?;
    match all.is_empty() {
        true => Err(Error::Question(format!("there is no event {event}; `zenobia query --of events` shows them"))),
        false => Ok(all),
    }
}

/// All merges and splits that were not undone, oldest first.
pub(crate) fn counting(engine: &mut dyn Engine) -> Result<Vec<Entry>> {
    let mut entries = Vec::new();
    log(engine, None, &mut |entry| {
        entries.push(entry);
        Ok(())
    })?;
    let undone = undone(&entries);
    entries.retain(|entry| matches!(entry.action.as_str(), "merge" | "split") && !undone.contains(&entry.id));
    Ok(entries)
}

impl Store {
    /// All merges and splits that count, for [`zenobia_core::reconcile::Ledger::judge`].
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn verdicts(&mut self) -> Result<Verdicts> {
        let mut verdicts = Verdicts::default();
        for entry in counting(self.engine.as_mut())? {
            let detail: Json = serde_json::from_str(&entry.detail).unwrap_or_default();
            verdicts.together.extend(self.pairs(&detail["together"])?);
            verdicts.apart.extend(self.pairs(&detail["apart"])?);
        }
        Ok(verdicts)
    }

    /// The merges and splits that events were made with last.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub fn judged(&mut self) -> Result<Verdicts> {
        let known = fact(self.engine.as_mut(), "judged")?.unwrap_or_default();
        let [together, apart] = serde_json::from_str(&known).unwrap_or_default();
        Ok(Verdicts { together, apart })
    }

    /// Notes with which merges and splits events are made.
    ///
    /// # Errors
    /// When the database cannot be written.
    pub fn keep_judged(&mut self, verdicts: &Verdicts) -> Result<()> {
        let both = json!([verdicts.together, verdicts.apart]);
        set_fact(self.engine.as_mut(), "judged", &both.to_string())
    }

    fn pairs(&mut self, list: &Json) -> Result<Vec<[ClaimRef; 2]>> {
        let pairs: Vec<[String; 2]> = serde_json::from_value(list.clone()).unwrap_or_default();
        let mut found = Vec::with_capacity(pairs.len());
        for [one, other] in pairs {
            if let (Some(one), Some(other)) = (self.claim(&one)?, self.claim(&other)?) {
                found.push([one, other]);
            }
        }
        Ok(found)
    }

    fn claim(&mut self, key: &str) -> Result<Option<ClaimRef>> {
        let sql = "SELECT d.name, f.claim FROM findings f JOIN documents d ON d.id = f.document WHERE f.key = ?1 AND d.current = 1";
        let found = first(self.engine.as_mut(), sql, &[key.into()])?;
        Ok(found.map(|mut row| {
            let mut take = |at: usize| row.get_mut(at).map(Value::take_text).unwrap_or_default();
            ClaimRef { report: take(0), claim: take(1) }
        }))
    }
}
