//! The sites that something was done to: condition, extent, cause, by whom.

use zenobia_core::condition::{SiteCondition, site_conditions};
use zenobia_core::record::Record;

use super::lists::list;
use super::paint::Look;
use super::{Page, Paragraph};

/// Sites with their damage, in the order of the record; none where nothing was done to any.
pub(super) fn write(page: &mut Page<'_>, record: &Record) {
    let conditions = site_conditions(record, page.vocabulary.conditions);
    let entries: Vec<Paragraph> = conditions.iter().filter_map(|condition| entry(page, condition)).collect();
    list(page, page.labels.sites, &entries);
}

fn entry(page: &Page<'_>, condition: &SiteCondition) -> Option<Paragraph> {
    let (labels, terms) = (page.labels, page.vocabulary.conditions);
    let gloss = |term: &str| terms.gloss(term, labels.code).to_owned();
    let mut facts = vec![labels.standing[condition.standing as usize].to_owned()];
    if condition.condition != condition.extent {
        facts.push(format!("{} ({} {})", gloss(&condition.condition), labels.extent, gloss(&condition.extent)));
    }
    facts.extend(condition.causes.iter().map(|cause| gloss(cause)));
    let mut entry = Paragraph::default()
        .and(Look::Place, page.names.who(&condition.site)?)
        .and(Look::Text, format!(" · {}", facts.join(" · ")));
    let agents: Vec<&str> = condition.agents.iter().filter_map(|agent| page.names.who(agent)).collect();
    if !agents.is_empty() {
        entry = entry.and(Look::Faint, " · ").and(Look::Actor, agents.join(", "));
    }
    Some(entry)
}
