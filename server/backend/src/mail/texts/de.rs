//! German, addressing people with "Sie".

use super::Texts;

pub(super) static DE: Texts = Texts {
    // Shared
    company: "Unternehmen",
    company_value: "{company}, Kundennummer {number}",
    invited_by: "Eingeladen von",
    access: "Zugang",
    access_value: "{roles}: {areas}",
    access_all: "Alle Berechtigungen",
    access_some: "Einzelne Berechtigungen",
    access_none: "Eingeschränkt, bis Rechte vergeben sind",
    group: "Gruppe",
    groups: "Gruppen",
    number: "Rufnummer",
    numbers: "Rufnummern",
    contact: "Ansprechperson",
    sponsor: "Verantwortlich",
    address: "Adresse",
    fallback: "Die Schaltfläche funktioniert nicht? Kopieren Sie diese Adresse in Ihren Browser:",
    ignore: "Sie haben das nicht erwartet? Ignorieren Sie diese E-Mail, dann ändert sich nichts.",
    block_lead: "Sie haben das nicht erwartet? Ignorieren Sie diese E-Mail oder",
    block_action: "blockieren Sie diese Einladungen",
    inviter_operator: "{inviter} von {product}",
    sender: "{inviter} ({company}) über {sender}",
    sender_operator: "{inviter} über {sender}",

    // Invitation
    invitation_subject: "{inviter} hat Sie zu {company} auf {product} eingeladen",
    invitation_subject_again: "Erinnerung: {inviter} hat Sie zu {company} auf {product} eingeladen",
    invitation_heading: "{company} beitreten",
    invitation_lead: "{inviter} lädt Sie zu {company} (Kundennummer {number}) als {access} ein, gültig bis {until}{utc}.",
    invitation_lead_restricted: "{inviter} lädt Sie zu {company} (Kundennummer {number}) ein, gültig bis {until}{utc}.",
    invitation_preview: "Annehmen bis {until}{utc}.",
    invitation_button: "Einladung annehmen",
    invitation_again: "Diese Einladung wurde Ihnen noch einmal gesendet. Nutzen Sie den Link in dieser E-Mail: Ältere gelten möglicherweise nicht mehr.",
    invitation_reminder: "Ihre Einladung wartet noch auf Sie und läuft bald ab. Der Link in der früheren E-Mail gilt ebenso wie dieser.",
    invitation_note: "Wenn Sie schon ein Login haben, verwenden Sie es. Wenn nicht, legen Sie auf der nächsten Seite ein Passwort fest. Das Öffnen des Links ändert noch nichts.",
    invitation_why: "Sie erhalten diese E-Mail, weil {inviter} die Adresse {address} für {company} eingetragen hat.",
    invitation_why_named: "Sie erhalten diese E-Mail, weil {inviter} die Adresse {address} ({name}) für {company} eingetragen hat.",

    // Welcome
    welcome_subject: "Willkommen bei {company} auf {product}",
    welcome_heading: "Willkommen bei {company}",
    welcome_lead: "Sie haben jetzt auf {product} als {access} Zugang zu {company} (Kundennummer {number}).",
    welcome_lead_restricted: "Sie sind jetzt auf {product} Mitglied von {company} (Kundennummer {number}). Eine Administratorin oder ein Administrator muss Ihnen noch Rechte geben.",
    welcome_button: "Zur Startseite",
    welcome_login: "Sie melden sich mit {address} an. Ein Login genügt für alle Unternehmen, zu denen Sie auf {product} gehören.",
    welcome_overview: "Die Startseite zeigt, was Ihnen offensteht. Unter Profil finden Sie das Unternehmen und wie Sie es erreichen.",
    welcome_overview_restricted: "Bis dahin stehen Ihnen Startseite, FAQ, Einstellungen und Rückmeldung offen. Sobald Sie Rechte haben, öffnet sich der Rest von selbst; Sie müssen sich nicht neu anmelden.",
    welcome_switch: "Wenn Sie zu mehreren Unternehmen gehören, wechseln Sie oben auf der Seite unter „Kunden wechseln“ zwischen ihnen.",
    welcome_help: "Unter FAQ steht, was oft gefragt wird, und per Rückmeldung erreichen Sie uns. Unter Einstellungen ändern Sie Namen, Sprache und Passwort und beenden Ihren Zugang zu einem Unternehmen.",
    welcome_why: "Sie erhalten diese E-Mail, weil {address} zu {company} hinzugekommen ist.",
    welcome_unexpected: "Waren Sie das nicht? Dann schreiben Sie bitte an die oben genannte Ansprechperson oder an den Support.",

    // Address verification
    verify_subject: "Bestätigen Sie Ihre Adresse für {product}",
    verify_heading: "Adresse bestätigen",
    verify_lead: "{product} bittet Sie, bis {until}{utc} zu bestätigen, dass {address} Ihre Adresse ist.",
    verify_button: "Adresse bestätigen",
    verify_note: "Das Öffnen des Links ändert noch nichts. Sie bestätigen auf der Seite, zu der er führt.",
    verify_why: "Sie erhalten diese E-Mail, weil {address} für ein Login auf {product} eingetragen wurde.",

    // Verification code
    code_subject: "Ihr Code für {company} auf {product}",
    code_heading: "Ihr Code",
    code_lead: "Dieser Code öffnet Ihre Einladung zu {company} (Kundennummer {number}) auf {product}. Er gilt {minutes} Minuten, bis {until}{utc}.",
    code_note: "Geben Sie ihn auf der Seite ein, die danach gefragt hat. Geben Sie ihn nie weiter: Niemand von {product} wird Sie je danach fragen.",
    code_why: "Sie erhalten diese E-Mail, weil jemand eine Einladung für {address} geöffnet hat.",

    // Password reset
    reset_subject: "Setzen Sie Ihr Passwort für {product} zurück",
    reset_heading: "Passwort zurücksetzen",
    reset_lead: "Sie können bis {until}{utc} ein neues Passwort für {address} auf {product} festlegen.",
    reset_button: "Neues Passwort festlegen",
    reset_note: "Das alte Passwort gilt, bis Sie ein neues festgelegt haben. Danach müssen sich alle Geräte neu anmelden.",
    reset_why: "Sie erhalten diese E-Mail, weil für {address} ein neues Passwort angefordert wurde.",

    // Password changed
    changed_subject: "Ihr Passwort für {product} wurde geändert",
    changed_heading: "Ihr Passwort wurde geändert",
    changed_lead: "Das Passwort von {address} auf {product} wurde am {when}{utc} geändert.",
    changed_button: "Passwort zurücksetzen",
    changed_note: "Wenn Sie das waren, müssen Sie nichts tun. Wenn nicht, setzen Sie das Passwort sofort zurück: Damit enden alle Sitzungen.",
    changed_why: "Sie erhalten diese E-Mail, weil {address} ein Login auf {product} ist.",
    changed_unexpected: "Jede Änderung eines Passworts wird so gemeldet.",

    // New invitation asked for
    request_subject: "{invitee} bittet um eine neue Einladung zu {company}",
    request_heading: "Neue Einladung erbeten",
    request_lead: "{invitee} hat am {when}{utc} um eine neue Einladung zu {company} (Kundennummer {number}) gebeten.",
    request_button: "Einladung ansehen",
    request_note: "Der vorhandene Link gilt nicht mehr. Wenn die Person noch beitreten soll, senden Sie die Einladung erneut. Wenn nicht, müssen Sie nichts tun.",
    request_why: "Sie erhalten diese E-Mail, weil Sie für diese Einladung zu {company} verantwortlich sind.",
    request_unexpected: "Ohne Ihre Entscheidung wird nichts gesendet.",

    // The sponsor lacks the rights
    sponsor_subject: "{invitee} konnte {company} nicht beitreten",
    sponsor_heading: "Einladung konnte nicht angenommen werden",
    sponsor_lead: "{invitee} wollte am {when}{utc} {company} (Kundennummer {number}) beitreten. {sponsor} ist für die Einladung verantwortlich, darf diese Rechte aber nicht mehr vergeben.",
    sponsor_button: "Einladung ansehen",
    sponsor_note: "Die Einladung ist weiterhin offen, doch ihr Link führt niemanden hinein. Wenn Sie sie erneut senden, sind Sie selbst dafür verantwortlich, und sie kann angenommen werden. Wenn niemand beitreten soll, löschen Sie sie.",
    sponsor_why: "Sie erhalten diese E-Mail, weil Sie {company} verwalten.",
    sponsor_unexpected: "Ohne Ihre Entscheidung tritt niemand bei.",

    // Feedback
    feedback_subject: "Rückmeldung von {writer} zu {product}",
    feedback_heading: "Rückmeldung",
    feedback_lead: "{writer} hat Ihnen am {when}{utc} geschrieben.",
    feedback_button: "Kunden ansehen",
    feedback_from: "Von",
    feedback_why: "Sie erhalten diese E-Mail, weil dies die Support-Adresse von {product} ist.",
    feedback_unexpected: "Antworten Sie auf diese E-Mail, um der Person zu schreiben.",

    // Another address
    moved_subject: "Ihre Adresse bei {product} wurde geändert",
    moved_heading: "Ihre Adresse wurde geändert",
    moved_lead: "Die Anmeldung {address} bei {product} hat seit {when}{utc} eine andere Adresse: {now}.",
    moved_button: "Zu den Einstellungen",
    moved_note: "Waren Sie es selbst, ist nichts zu tun. Wenn nicht, schreiben Sie sofort an den Support: Mit dieser Adresse kann man sich weder anmelden noch das Passwort zurücksetzen.",
    moved_why: "Sie erhalten diese E-Mail, weil {address} bis jetzt die Adresse einer Anmeldung bei {product} war.",
    moved_unexpected: "Jeder Wechsel einer Adresse wird so gemeldet.",

    // A member has left
    left_subject: "{member} hat {company} verlassen",
    left_heading: "Ein Mitglied ist gegangen",
    left_lead: "{member} hat am {when}{utc} den eigenen Zugang zu {company} (Kundennummer {number}) beendet.",
    left_button: "Benutzer zeigen",
    left_note: "Diese Person kann bei {company} nichts mehr öffnen. Ihre Rufnummern sind frei. Einladungen, für die sie eingestanden hat, bleiben offen; für sie steht nun das Konto ein. Soll sie zurückkommen, laden Sie sie neu ein.",
    left_why: "Sie erhalten diese E-Mail, weil Sie {company} verwalten.",
    left_unexpected: "Sie müssen nichts tun.",

    // A new operator administrator
    administrator_subject: "Sie administrieren jetzt {product}",
    administrator_heading: "Sie sind Administrator des Betreibers",
    administrator_lead: "{address} administriert ab sofort {product} mit allen Kundenkonten.",
    administrator_button: "Anmelden",
    administrator_note: "Alle Geräte müssen sich neu anmelden.",
    administrator_note_new: "Legen Sie zuerst ein Passwort fest. Ist der Link abgelaufen, fordern Sie bei der Anmeldung über \"Passwort vergessen?\" einen anderen an.",
    administrator_why: "Sie erhalten diese E-Mail, weil ein Administrator von {product} {address} hinzugefügt hat.",
    administrator_unexpected: "Wenn das nicht sein darf, sagen Sie es einem anderen Administrator des Betreibers.",

    // Test
    test_subject: "Test-E-Mail von {product}",
    test_heading: "E-Mail funktioniert",
    test_lead: "{product} hat diesen Test am {when}{utc} an {address} gesendet.",
    test_button: "Zur Startseite",
    test_note: "Der Mailserver nimmt E-Mails von dieser Installation an. Prüfen Sie Absender und Link, und ob diese E-Mail im Spam-Ordner lag.",
    test_why: "Sie erhalten diese E-Mail, weil jemand, der {product} betreibt, {address} für einen Test angegeben hat.",
};
