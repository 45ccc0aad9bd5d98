//! Text with a look: bold, dim, colored, or plain where colors are not wanted.

use anstyle::{AnsiColor, Style};

/// Whether colors are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Bare text.
    Plain,
    /// ANSI colors.
    Colors,
}

/// What a piece of text is, which decides its look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Running text.
    Text,
    /// A heading.
    Heading,
    /// An event type.
    Event,
    /// Who.
    Actor,
    /// Where.
    Place,
    /// When.
    Time,
    /// How many.
    Toll,
    /// What is not simply asserted, and notes.
    Doubt,
    /// What helps, but matters less.
    Faint,
}

impl Paint {
    /// The text with its look. Control characters of a report never reach the terminal.
    pub fn apply(self, look: Look, text: &str) -> String {
        let text: String = text.chars().map(|letter| if letter.is_control() { ' ' } else { letter }).collect();
        match self {
            Paint::Colors if look != Look::Text => {
                let style = style(look);
                format!("{style}{text}{style:#}")
            }
            _ => text,
        }
    }
}

fn style(look: Look) -> Style {
    let color = |color: AnsiColor| Style::new().fg_color(Some(color.into()));
    match look {
        Look::Text => Style::new(),
        Look::Heading => Style::new().bold(),
        Look::Event => color(AnsiColor::Cyan).bold(),
        Look::Actor => color(AnsiColor::Blue).bold(),
        Look::Place => color(AnsiColor::Green),
        Look::Time => color(AnsiColor::Yellow),
        Look::Toll => color(AnsiColor::Red),
        Look::Doubt => color(AnsiColor::Magenta),
        Look::Faint => Style::new().dimmed(),
    }
}
