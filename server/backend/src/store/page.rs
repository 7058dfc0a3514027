//! Keyset pages: newest first, cut where a cursor points, never by counting rows to skip.

use domain::views::Page;
use sea_orm::Value;
use uuid::Uuid;

/// Rows on one page.
pub(crate) const PAGE_ROWS: usize = 50;

/// A place in a list, and which way to go from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    pub at: i64,
    pub id: Uuid,
    pub newer: bool,
}

impl Cursor {
    /// Reads what [`Cursor::text`] wrote; junk is as good as no cursor.
    pub(crate) fn parse(text: Option<&str>) -> Option<Self> {
        let text = text?;
        let (newer, rest) = match text.split_at_checked(1)? {
            ("n", rest) => (true, rest),
            ("o", rest) => (false, rest),
            _ => return None,
        };
        let (at, id) = rest.split_once('.')?;
        Some(Self { at: at.parse().ok()?, id: Uuid::try_parse(id).ok()?, newer })
    }

    pub(crate) fn text(self) -> String {
        format!("{}{}.{}", if self.newer { 'n' } else { 'o' }, self.at, self.id.simple())
    }
}

/// The end of a query over `(at, id)`: condition, order, limit. Its two values follow as `$n` and `$n+1`.
pub(crate) fn keyset(cursor: Option<Cursor>, at: &str, id: &str, n: usize) -> (String, Vec<Value>) {
    let (after, values) = beyond(cursor, at, id, n);
    (format!("{after}{} LIMIT {}", order(cursor, at, id), PAGE_ROWS + 1), values)
}

/// What lies on the cursor's side of it, as one more condition.
pub(crate) fn beyond(cursor: Option<Cursor>, at: &str, id: &str, n: usize) -> (String, Vec<Value>) {
    let Some(c) = cursor else { return (String::new(), Vec::new()) };
    let sign = if c.newer { '>' } else { '<' };
    (format!(" AND ({at}, {id}) {sign} (${n}, ${})", n + 1), vec![c.at.into(), c.id.into()])
}

/// Beginning where the cursor points.
pub(crate) fn order(cursor: Option<Cursor>, at: &str, id: &str) -> String {
    let way = if cursor.is_some_and(|c| c.newer) { "ASC" } else { "DESC" };
    format!(" ORDER BY {at} {way}, {id} {way}")
}

/// What a list is sorted by: a column, and the id where that is the same.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Order {
    pub key: &'static str,
    pub id: &'static str,
    pub ascending: bool,
}

/// The condition and the end of a query in this order. `place` is a row value of SQL: key and id of the row that the cursor names.
pub(crate) fn sorted(order: Order, cursor: Option<Cursor>, place: &str) -> (String, String) {
    let Order { key, id, ascending } = order;
    let backwards = cursor.is_some_and(|c| c.newer);
    let (sign, way) = if ascending == backwards { ('<', "DESC") } else { ('>', "ASC") };
    let beyond = if cursor.is_some() { format!(" AND ({key}, {id}) {sign} {place}") } else { String::new() };
    (beyond, format!(" ORDER BY {key} {way}, {id} {way} LIMIT {}", PAGE_ROWS + 1))
}

/// Cuts the surplus row off, puts the rest in order, and says where the neighbouring pages begin.
pub(crate) fn page<R, T>(cursor: Option<Cursor>, mut rows: Vec<R>, key: impl Fn(&R) -> (i64, Uuid), view: impl FnMut(R) -> T) -> Page<T> {
    let more = rows.len() > PAGE_ROWS;
    rows.truncate(PAGE_ROWS);
    let backwards = cursor.is_some_and(|c| c.newer);
    if backwards {
        rows.reverse();
    }
    let edge = |row: Option<&R>, newer| row.map(&key).map(|(at, id)| Cursor { at, id, newer }.text());
    let has_newer = if backwards { more } else { cursor.is_some() };
    let has_older = if backwards { cursor.is_some() } else { more };
    let newer = if has_newer { edge(rows.first(), true) } else { None };
    let older = if has_older { edge(rows.last(), false) } else { None };
    Page { newer, older, rows: rows.into_iter().map(view).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_read_back_and_junk_is_ignored() {
        let cursor = Cursor { at: 12, id: Uuid::from_u128(7), newer: true };
        assert_eq!(Cursor::parse(Some(&cursor.text())), Some(cursor));
        for junk in ["", "n", "x1.2", "n1", "n1.zz", "ä"] {
            assert_eq!(Cursor::parse(Some(junk)), None, "{junk}");
        }
    }

    #[test]
    fn pages_know_their_neighbours() {
        let rows: Vec<i64> = (0..51).rev().collect();
        let key = |n: &i64| (*n, Uuid::nil());
        let first = page(None, rows.clone(), key, |n| n);
        assert_eq!((first.rows.len(), first.rows[0], first.newer.is_none(), first.older.is_some()), (50, 50, true, true));
        let last = page(Cursor::parse(first.older.as_deref()), vec![0_i64], key, |n| n);
        assert_eq!((last.rows, last.newer.is_some(), last.older), (vec![0], true, None));
        let back = page(Cursor::parse(last.newer.as_deref()), (1..52).collect(), key, |n| n);
        assert_eq!((back.rows[0], back.rows[49], back.newer.is_some(), back.older.is_some()), (50, 1, true, true));
    }
}
