//! Step 2: what each person may do, and the numbers they get.

use crate::ids::{NumberId, RecipientId, RoleId};

/// One person of the page being edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonRow {
    pub id: RecipientId,
    /// None is *Select a role*, which is no valid choice.
    pub role: Option<RoleId>,
    pub numbers: Vec<NumberId>,
}

/// The rows of one page, and the access type that was applied to all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountsPage {
    pub common: Option<RoleId>,
    pub rows: Vec<PersonRow>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountsChange {
    SetRole(RecipientId, Option<RoleId>),
    AddNumber(RecipientId, NumberId),
    RemoveNumber(RecipientId, NumberId),
}

/// The number was given to another person of this page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the number is taken")]
pub struct NumberTaken(pub RecipientId);

impl AccountsPage {
    /// Applies one change; a row that does not exist is left alone.
    ///
    /// # Errors
    /// [`NumberTaken`] with the row that has the number already; nothing has changed then.
    pub fn apply(&mut self, change: AccountsChange) -> Result<(), NumberTaken> {
        match change {
            AccountsChange::SetRole(id, role) => self.with(id, |row| row.role = role),
            AccountsChange::AddNumber(id, number) => {
                if let Some(holder) = self.rows.iter().find(|r| r.id != id && r.numbers.contains(&number)) {
                    return Err(NumberTaken(holder.id));
                }
                self.with(id, |row| {
                    if !row.numbers.contains(&number) {
                        row.numbers.push(number);
                    }
                });
            }
            AccountsChange::RemoveNumber(id, number) => self.with(id, |row| row.numbers.retain(|n| *n != number)),
        }
        Ok(())
    }

    /// Whether the row differs from what was applied to all.
    #[must_use]
    pub fn is_changed(&self, row: &PersonRow) -> bool {
        self.common.is_some() && row.role != self.common
    }

    fn with(&mut self, id: RecipientId, change: impl FnOnce(&mut PersonRow)) {
        if let Some(row) = self.rows.iter_mut().find(|r| r.id == id) {
            change(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn id(n: u128) -> RecipientId {
        RecipientId::new(Uuid::from_u128(n))
    }

    fn role(n: u128) -> RoleId {
        RoleId::new(Uuid::from_u128(n))
    }

    fn number(n: u128) -> NumberId {
        NumberId::new(Uuid::from_u128(n))
    }

    fn page() -> AccountsPage {
        let row = |n| PersonRow { id: id(n), role: Some(role(1)), numbers: vec![] };
        AccountsPage { common: Some(role(1)), rows: vec![row(1), row(2)] }
    }

    #[test]
    fn a_number_has_one_holder() {
        let mut p = page();
        assert_eq!(p.apply(AccountsChange::AddNumber(id(1), number(7))), Ok(()));
        assert_eq!(p.apply(AccountsChange::AddNumber(id(1), number(7))), Ok(()));
        assert_eq!(p.rows[0].numbers, [number(7)]);
        assert_eq!(p.apply(AccountsChange::AddNumber(id(2), number(7))), Err(NumberTaken(id(1))));
        assert_eq!(p.apply(AccountsChange::RemoveNumber(id(1), number(7))), Ok(()));
        assert_eq!(p.apply(AccountsChange::AddNumber(id(2), number(7))), Ok(()));
    }

    #[test]
    fn one_row_may_differ_from_all() {
        let mut p = page();
        p.apply(AccountsChange::SetRole(id(2), Some(role(3)))).unwrap();
        assert!(!p.is_changed(&p.rows[0]) && p.is_changed(&p.rows[1]));
        p.apply(AccountsChange::SetRole(id(2), None)).unwrap();
        assert!(p.is_changed(&p.rows[1]));
        p.apply(AccountsChange::SetRole(id(2), Some(role(1)))).unwrap();
        assert!(!p.is_changed(&p.rows[1]));
    }
}
