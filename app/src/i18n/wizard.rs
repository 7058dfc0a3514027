//! The wizard: many people, three steps, and what came of it.

use domain::Language;
use domain::wizard::Step;

use super::{Plural, Text, texts};

texts! {
    Wizard {
        addresses: Text,
        accounts: Text,
        submit: Text,
        progress: Text,
        completed: Text,
        not_completed: Text,
        /// `{n}` is the number of the step, `{step}` its name.
        heading: Text,
        leave: Text,
        back: Text,
        next: Text,
        saving: Text,
        previous_page: Text,
        next_page: Text,
        page: Text,
        sent_again: Text,
        /// The day's limit: `{left}` stands out, and is [`Self::n_of`] or [`Self::n_of_the`].
        left_today: Text,
        n_of: Text,
        n_of_the: Text,
        full_again: Text,
        used_of: Text,
    }
}

texts! {
    /// Step 1.
    Addresses {
        lede: Text,
        label: Text,
        hint: Text,
        /// For who cannot see the chips.
        keys: Text,
        check: Text,
        recipients: Text,
        remove: Text,
        remove_word: Text,
        remove_rest: Text,
        edit: Text,
        edit_word: Text,
        edit_rest: Text,
        to_look_at: Plural,
        more: Plural,
        suggestion: Text,
        use_suggestion: Text,
        member: Text,
        invited: Text,
        just_invited: Text,
        again: Text,
        blocked: Text,
        send_again: Text,
        send_again_rest: Text,
        not_again: Text,
        not_again_rest: Text,
        added: Plural,
        duplicates: Plural,
        attention: Plural,
        beyond: Plural,
        removed: Text,
        in_list: Plural,
        list_uses: Text,
        list_uses_too_many: Text,
        people: Text,
        address: Text,
        range: Text,
        draft: Plural,
        draft_saved: Text,
        draft_open: Text,
        draft_open_rest: Text,
        drafts: Text,
    }
}

texts! {
    /// Step 2.
    Accounts {
        lede: Text,
        set_for_all: Text,
        for_all: Plural,
        apply: Text,
        people: Text,
        users: Text,
        access_type: Text,
        numbers: Text,
        remove: Text,
        access_type_for: Text,
        choose_role: Text,
        search_for: Text,
        search_placeholder: Text,
        numbers_of: Text,
        remove_number: Text,
        free: Text,
        found: Plural,
        found_none: Text,
        add: Text,
        add_rest: Text,
        changed: Text,
        hidden_roles: Text,
        why: Text,
        why_detail: Text,
        what_roles_do: Text,
        nobody: Text,
        nobody_detail: Text,
        skipped: Plural,
        skipped_member: Text,
        skipped_invited: Text,
        skipped_just_invited: Text,
        /// The same once everything is submitted.
        skipped_invited_done: Text,
        skipped_domain: Text,
        send_again: Text,
        send_again_rest: Text,
        applied: Text,
        removed: Text,
        back_in: Text,
    }
}

texts! {
    /// Step 3.
    Submit {
        lede: Text,
        people: Plural,
        change_people: Text,
        table: Text,
        user: Text,
        access_type: Text,
        numbers: Text,
        change: Text,
        change_rest: Text,
        skipped: Text,
        skipped_more: Plural,
        already_member: Text,
        already_invited: Text,
        blocked_domain: Text,
        mail: Text,
        mail_preview: Text,
        from: Text,
        reply_to: Text,
        language: Text,
        language_of: Text,
        until: Text,
        days: Plural,
        english: Text,
        german: Text,
        spanish: Text,
        left_after: Text,
        over: Plural,
        over_detail: Text,
        send_first: Plural,
        sending_first: Text,
        none_left: Text,
        none_left_detail: Text,
        will_be_sent: Plural,
        submit: Text,
        sending: Plural,
        nobody: Text,
        nobody_detail: Text,
    }
}

texts! {
    /// What came of it.
    Outcome {
        queued: Plural,
        lede: Text,
        see_all: Text,
        more: Text,
        /// `{of}` stands out, and is [`Wizard::n_of`].
        sent: Text,
        in_queue: Text,
        deferred: Text,
        failed: Text,
        cancelled: Text,
        skipped: Text,
        bar: Text,
        updates: Text,
        stand_still: Text,
        done: Text,
        table: Text,
        user: Text,
        access_type: Text,
        delivery: Text,
        actions: Text,
        skipped_word: Text,
        waiting: Plural,
        waiting_detail: Text,
        waiting_open: Text,
        note: Text,
    }
}

texts! {
    /// Words of the mail's head, in the language of the mail.
    MailHead {
        subject: Text,
        to: Text,
        others: Plural,
    }
}

impl Wizard {
    #[must_use]
    pub const fn step(&self, step: Step) -> Text {
        match step {
            Step::Addresses => self.addresses,
            Step::Accounts => self.accounts,
            Step::Submit => self.submit,
        }
    }
}

#[must_use]
pub fn texts(_: Language) -> &'static Wizard {
    &EN
}

#[must_use]
pub fn addresses(_: Language) -> &'static Addresses {
    &ADDRESSES_EN
}

#[must_use]
pub fn accounts(_: Language) -> &'static Accounts {
    &ACCOUNTS_EN
}

#[must_use]
pub fn submit(_: Language) -> &'static Submit {
    &SUBMIT_EN
}

#[must_use]
pub fn outcome(_: Language) -> &'static Outcome {
    &OUTCOME_EN
}

#[must_use]
pub fn mail_head(language: Language) -> &'static MailHead {
    match language {
        Language::En => &MAIL_EN,
        Language::De => &MAIL_DE,
        Language::Es => &MAIL_ES,
    }
}

static EN: Wizard = Wizard {
    addresses: "Email addresses",
    accounts: "Accounts",
    submit: "Submit",
    progress: "Progress",
    completed: "completed",
    not_completed: "not completed",
    heading: "Step {n} of 3: {step}",
    leave: "Save and leave",
    back: "Back",
    next: "Next",
    saving: "Saving...",
    previous_page: "Previous page",
    next_page: "Next page",
    page: "Page {page} of {pages}",
    sent_again: "Sent again, ends the older link",
    left_today: "{left} invitations left today",
    n_of: "{n} of {of}",
    n_of_the: "{n} of the {of}",
    full_again: "Full again {time}.",
    used_of: "{used} of {limit} used, {now} in this list",
};

static ADDRESSES_EN: Addresses = Addresses {
    lede: "Everybody you name here gets one mail with one link into {company}.",
    label: "Email addresses",
    hint: "Separate with commas, spaces or new lines. You can paste a list, up to {n}.",
    keys: "From the empty field, the left arrow key leads to the addresses, and the Delete key removes one.",
    check: "Check addresses",
    recipients: "Recipients",
    remove: "Remove {address}",
    remove_word: "Remove",
    remove_rest: " {address} from the list",
    edit: "Edit {address}",
    edit_word: "Edit",
    edit_rest: " {address}",
    to_look_at: Plural { one: "{n} to look at", other: "{n} to look at" },
    more: Plural { one: "And {n} more. It follows as these are dealt with.", other: "And {n} more. They follow as these are dealt with." },
    suggestion: "Did you mean {domain}?",
    use_suggestion: "Use {address}",
    member: "Already a member. Will be skipped.",
    just_invited: "Invited a moment ago, still pending. Skipped: it can be sent again in a minute.",
    invited: "Already invited on {time}, still pending. Skipped unless you send it again.",
    again: "Already invited. Will be sent again, which ends the older link.",
    blocked: "This account does not invite people of this domain. Will be skipped.",
    send_again: "Send again",
    send_again_rest: " to {address}",
    not_again: "Skip instead",
    not_again_rest: " {address}",
    added: Plural { one: "{n} added", other: "{n} added" },
    duplicates: Plural { one: "{n} duplicate", other: "{n} duplicates" },
    attention: Plural { one: "{n} needs attention", other: "{n} need attention" },
    beyond: Plural { one: "{n} not taken: a list holds at most 10,000", other: "{n} not taken: a list holds at most 10,000" },
    removed: "{address} removed",
    in_list: Plural { one: "{n} address in the list", other: "{n} addresses in the list" },
    list_uses: "This list uses {n}.",
    list_uses_too_many: "This list needs {n}. You choose who goes today before anything is sent.",
    people: "People in this list",
    address: "Address",
    range: "{from} to {to} of {n}",
    draft: Plural { one: "You have an unfinished list of {n} person", other: "You have an unfinished list of {n} people" },
    draft_saved: "Saved {time}. Kept for 7 days.",
    draft_open: "Continue",
    draft_open_rest: " the list of {n}, saved {time}",
    drafts: "Unfinished lists",
};

static ACCOUNTS_EN: Accounts = Accounts {
    lede: "Choose what each person may do in {company}, and the numbers they get.",
    set_for_all: " {role} is set for everybody.",
    for_all: Plural { one: "Access type for {n}", other: "Access type for all {n}" },
    apply: "Apply to all",
    people: "People in this list",
    users: "Users",
    access_type: "Access type",
    numbers: "Numbers",
    remove: "Remove {address}",
    access_type_for: "Access type for {address}",
    choose_role: "Select a role",
    search_for: "Search for number for {address}",
    search_placeholder: "Search for number",
    numbers_of: "Numbers of {address}",
    remove_number: "Remove number {item}",
    free: "free",
    found: Plural { one: "{n} number found for {address}", other: "{n} numbers found for {address}" },
    found_none: "No number found",
    add: "Add",
    add_rest: " number for {address}",
    changed: "changed",
    hidden_roles: "Roles above your own rights are not listed.",
    why: "Why can't I choose more?",
    why_detail: "Nobody can give away more than they may do themselves. For a role that is not in the list, ask somebody who holds it, or an administrator of {company}.",
    what_roles_do: "What does each access type allow?",
    nobody: "Nobody to invite on this page",
    nobody_detail: "Everybody here is skipped, or was removed.",
    skipped: Plural { one: "{n} person is skipped", other: "{n} people are skipped" },
    skipped_member: "Already a member.",
    skipped_just_invited: "Invited a moment ago, still pending. It can be sent again in a minute.",
    skipped_invited: "Already invited, still pending. Skipped unless you send it again.",
    skipped_invited_done: "Already invited, still pending.",
    skipped_domain: "This account does not invite people of this domain.",
    send_again: "Send again",
    send_again_rest: " to {address}",
    applied: "{role} is set for everybody",
    removed: "{address} removed",
    back_in: "{address} gets the invitation again",
};

static SUBMIT_EN: Submit = Submit {
    lede: "Check what goes out. Nothing has been sent yet.",
    people: Plural { one: "{n} person", other: "{n} people" },
    change_people: "Change people",
    table: "People",
    user: "User",
    access_type: "Access type",
    numbers: "Numbers",
    change: "Change",
    change_rest: " {address}",
    skipped: "Skipped: {list}.",
    skipped_more: Plural { one: "and {n} more", other: "and {n} more" },
    already_member: "{address}, already a member",
    already_invited: "{address}, already invited",
    blocked_domain: "{address}, of a domain that this account does not invite",
    mail: "The mail",
    mail_preview: "Preview of the mail",
    from: "From",
    reply_to: "Answers go to",
    language: "Language",
    language_of: "{language}, the language of {company}",
    until: "Links open until",
    days: Plural { one: ", {n} day", other: ", {n} days" },
    english: "English",
    german: "German",
    spanish: "Spanish",
    left_after: "{n} left after this.",
    over: Plural {
        one: "This list has {n} person, more than you can invite today",
        other: "This list has {n} people, more than you can invite today",
    },
    over_detail: "{left} of your {limit} invitations are left. Nothing has been sent. Send the first {left} of this list now, and the other {rest} wait in a list of their own. Or go back and take out whom you would rather invite later.",
    send_first: Plural { one: "Send the first {n} today", other: "Send the first {n} today" },
    sending_first: "Sending...",
    none_left: "No invitations are left today",
    none_left_detail: "Your {limit} invitations for today are used. This list is kept for 7 days, so you can submit it when there are some again.",
    will_be_sent: Plural { one: "{n} invitation will be sent", other: "{n} invitations will be sent" },
    submit: "Submit",
    sending: Plural { one: "Sending {n} invitation...", other: "Sending {n} invitations..." },
    nobody: "Nobody is left to invite",
    nobody_detail: "Everybody in this list is skipped, or was removed. Add people in step 1.",
};

static OUTCOME_EN: Outcome = Outcome {
    queued: Plural { one: "{n} invitation queued", other: "{n} invitations queued" },
    lede: "They are saved. You may leave this page; sending goes on.",
    see_all: "See all invitations",
    more: "Invite more users",
    sent: "{of} sent",
    in_queue: "{n} in the queue",
    deferred: "{n} deferred",
    failed: "{n} failed",
    cancelled: "{n} cancelled",
    skipped: "{n} skipped",
    bar: "{sent} of {total} sent, {deferred} deferred, {failed} failed",
    updates: "Updates by itself",
    stand_still: "Stop loading this page anew every 5 seconds",
    done: "Nothing more to send",
    table: "Invitations of this list",
    user: "User",
    access_type: "Access type",
    delivery: "Delivery",
    actions: "Actions",
    skipped_word: "Skipped",
    waiting: Plural { one: "{n} person waits for tomorrow", other: "{n} people wait for tomorrow" },
    waiting_detail: "Today's limit had no room for them. They are in a list of their own, kept for 7 days, that you submit when you have invitations again.",
    waiting_open: "Open their list",
    note: "Sent means that our mail server took the message, not that it has arrived. If somebody finds nothing, ask them to check the spam folder, or copy the link and hand it over. A copied link asks for a code from their mailbox first.",
};

static MAIL_EN: MailHead =
    MailHead { subject: "Subject: ", to: "To: ", others: Plural { one: ", and {n} other person", other: ", and {n} other people" } };

static MAIL_DE: MailHead =
    MailHead { subject: "Betreff: ", to: "An: ", others: Plural { one: ", und {n} weitere Person", other: ", und {n} weitere Personen" } };

static MAIL_ES: MailHead =
    MailHead { subject: "Asunto: ", to: "Para: ", others: Plural { one: ", y {n} persona más", other: ", y {n} personas más" } };
