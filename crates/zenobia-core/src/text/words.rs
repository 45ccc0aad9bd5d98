//! The word forms of a language, as one sorted text with an index of beginnings.

/// A list of lower-case word forms, one a line, sorted by bytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WordList {
    text: String,
    /// Where the words that share their first two bytes begin, in order.
    beginnings: Vec<([u8; 2], usize)>,
}

impl WordList {
    /// Takes a sorted list; `None` when it is not sorted.
    ///
    /// ```
    /// use zenobia_core::text::WordList;
    /// let words = WordList::new("arche\narme\narmée\n").unwrap();
    /// assert!(words.contains("armée") && !words.contains("arm"));
    /// assert!(WordList::new("b\na\n").is_none());
    /// ```
    pub fn new(text: &str) -> Option<WordList> {
        if !text.lines().is_sorted() {
            return None;
        }
        let mut beginnings: Vec<([u8; 2], usize)> = Vec::new();
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let beginning = beginning(line.trim_end_matches('\n'));
            if beginnings.last().is_none_or(|(last, _)| *last != beginning) {
                beginnings.push((beginning, at));
            }
            at += line.len();
        }
        Some(WordList { text: text.to_owned(), beginnings })
    }

    /// Whether no word is known, so that nothing can be said about any.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Whether a form, given in lower case, is on the list.
    pub fn contains(&self, word: &str) -> bool {
        let (text, bytes) = (self.text.as_str(), self.text.as_bytes());
        let beginning = beginning(word);
        let Ok(group) = self.beginnings.binary_search_by(|(other, _)| other.cmp(&beginning)) else { return false };
        let mut low = self.beginnings[group].1;
        let mut high = self.beginnings.get(group + 1).map_or(bytes.len(), |&(_, next)| next);
        while low < high {
            let middle = low + (high - low) / 2;
            let start = bytes[low..middle].iter().rposition(|&byte| byte == b'\n').map_or(low, |at| low + at + 1);
            let end = bytes[middle..high].iter().position(|&byte| byte == b'\n').map_or(high, |at| middle + at);
            match text[start..end].cmp(word) {
                std::cmp::Ordering::Equal => return true,
                std::cmp::Ordering::Less => low = (end + 1).min(high),
                std::cmp::Ordering::Greater => high = start,
            }
        }
        false
    }
}

fn beginning(word: &str) -> [u8; 2] {
    let mut bytes = word.bytes();
    [bytes.next().unwrap_or(0), bytes.next().unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_is_found_and_no_other() {
        let forms = ["a", "ab", "b", "école", "été", "œuvre"];
        let list = WordList::new(&(forms.join("\n") + "\n")).unwrap();
        assert!(forms.iter().all(|form| list.contains(form)));
        assert!(["", "aa", "c", "é", "œ", "zz"].iter().all(|form| !list.contains(form)));
    }
}
