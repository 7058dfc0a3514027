//! Lines of the text part.

/// RFC 5322, 2.1.1 recommends at most 78 characters; some room is left for quoting.
const WIDTH: usize = 72;

/// Breaks at spaces. A word longer than a line, such as an address, stays whole.
pub(super) fn wrapped(text: impl AsRef<str>) -> String {
    let text = text.as_ref();
    let mut lines = String::with_capacity(text.len() + text.len() / WIDTH);
    let mut column = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > WIDTH {
            lines.push('\n');
            column = 0;
        } else if column > 0 {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += length;
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_break_at_spaces_and_long_words_stay_whole() {
        let text = format!("{} {} end", "word ".repeat(20), "x".repeat(100));
        let lines = wrapped(&text);
        assert!(lines.lines().all(|l| l.len() <= WIDTH || !l.contains(' ')));
        assert_eq!(lines.split_whitespace().collect::<Vec<_>>(), text.split_whitespace().collect::<Vec<_>>());
    }
}
