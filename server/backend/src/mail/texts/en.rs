//! English.

use super::Texts;

pub(super) static EN: Texts = Texts {
    // Shared
    company: "Company",
    company_value: "{company}, customer number {number}",
    invited_by: "Invited by",
    access: "Access",
    access_value: "{roles}: {areas}",
    access_all: "All permissions",
    access_some: "Chosen permissions",
    access_none: "Restricted until rights are given",
    group: "Group",
    groups: "Groups",
    number: "Number",
    numbers: "Numbers",
    contact: "Contact",
    sponsor: "Sponsor",
    address: "Address",
    fallback: "The button does not work? Copy this address into your browser:",
    ignore: "Not expecting this? Ignore it: nothing changes.",
    block_lead: "Not expecting this? Ignore it, or",
    block_action: "block these invitations",
    inviter_operator: "{inviter} of {product}",
    sender: "{inviter} ({company}) via {sender}",
    sender_operator: "{inviter} via {sender}",

    // Invitation
    invitation_subject: "{inviter} invited you to {company} on {product}",
    invitation_subject_again: "Reminder: {inviter} invited you to {company} on {product}",
    invitation_heading: "Join {company}",
    invitation_lead: "{inviter} invites you to {company} (customer number {number}) as {access}, until {until}{utc}.",
    invitation_lead_restricted: "{inviter} invites you to {company} (customer number {number}), until {until}{utc}.",
    invitation_preview: "Accept until {until}{utc}.",
    invitation_button: "Accept invitation",
    invitation_again: "This invitation was sent to you once more. Use the link in this mail: older ones may have ended.",
    invitation_reminder: "Your invitation is still waiting and runs out soon. The link in the earlier mail works as well as this one.",
    invitation_note: "If you have a login already, you use it. If not, you set a password on the next page. Opening the link changes nothing.",
    invitation_why: "You get this mail because {inviter} entered {address} for {company}.",
    invitation_why_named: "You get this mail because {inviter} entered {address} ({name}) for {company}.",

    // Welcome
    welcome_subject: "Welcome to {company} on {product}",
    welcome_heading: "Welcome to {company}",
    welcome_lead: "You now have access to {company} (customer number {number}) on {product} as {access}.",
    welcome_lead_restricted: "You are now a member of {company} (customer number {number}) on {product}. An administrator still has to give you rights.",
    welcome_button: "Go to Home",
    welcome_login: "You log in with {address}. One login is enough for every company that you belong to on {product}.",
    welcome_overview: "Home shows what is open to you. Under Profile you find the company and how to reach it.",
    welcome_overview_restricted: "Until then you can use Home, FAQ, Settings and Feedback. As soon as you have rights, the rest opens by itself; you need not log in again.",
    welcome_switch: "If you belong to several companies, you switch between them at the top of the page, with Change customer.",
    welcome_help: "FAQ answers what is asked often, and by Feedback you reach us. Under Settings you change your name, language and password, and end your access to a company.",
    welcome_why: "You get this mail because {address} has joined {company}.",
    welcome_unexpected: "Was it not you? Then write to the contact above, or to support.",

    // Address verification
    verify_subject: "Verify your address for {product}",
    verify_heading: "Verify your address",
    verify_lead: "{product} asks you to confirm that {address} is yours, until {until}{utc}.",
    verify_button: "Verify address",
    verify_note: "Opening the link changes nothing. You confirm on the page that it leads to.",
    verify_why: "You get this mail because {address} was entered for a login on {product}.",

    // Verification code
    code_subject: "Your code for {company} on {product}",
    code_heading: "Your code",
    code_lead: "This code opens your invitation to {company} (customer number {number}) on {product}. It is valid for {minutes} minutes, until {until}{utc}.",
    code_note: "Enter it on the page that asked for it. Never pass it on: nobody from {product} will ever ask you for it.",
    code_why: "You get this mail because somebody opened an invitation for {address}.",

    // Password reset
    reset_subject: "Reset your password for {product}",
    reset_heading: "Reset your password",
    reset_lead: "You can set a new password for {address} on {product} until {until}{utc}.",
    reset_button: "Set a new password",
    reset_note: "The old password works until you have set a new one. After that, all devices have to log in again.",
    reset_why: "You get this mail because a new password was asked for {address}.",

    // Password changed
    changed_subject: "Your password for {product} was changed",
    changed_heading: "Your password was changed",
    changed_lead: "The password of {address} on {product} was changed on {when}{utc}.",
    changed_button: "Reset password",
    changed_note: "If it was you, there is nothing to do. If not, reset the password at once: that ends all sessions.",
    changed_why: "You get this mail because {address} is a login on {product}.",
    changed_unexpected: "Every change of a password is reported like this.",

    // New invitation asked for
    request_subject: "{invitee} asks for a new invitation to {company}",
    request_heading: "New invitation asked for",
    request_lead: "{invitee} asked on {when}{utc} for a new invitation to {company} (customer number {number}).",
    request_button: "Show invitation",
    request_note: "The link that they have works no longer. If they should still join, send the invitation again. If not, there is nothing to do.",
    request_why: "You get this mail because you answer for this invitation to {company}.",
    request_unexpected: "Nothing is sent before you decide.",

    // The sponsor lacks the rights
    sponsor_subject: "{invitee} could not join {company}",
    sponsor_heading: "Invitation could not be accepted",
    sponsor_lead: "{invitee} wanted to join {company} (customer number {number}) on {when}{utc}, but {sponsor}, who answers for the invitation, may no longer give that access.",
    sponsor_button: "Show invitation",
    sponsor_note: "The invitation is still pending, but its link lets nobody in. If you send it again, you answer for it yourself, and it can be accepted. If nobody is to join, delete it.",
    sponsor_why: "You get this mail because you are an administrator for {company}.",
    sponsor_unexpected: "Nobody joins before you decide.",

    // Feedback
    feedback_subject: "Feedback from {writer} on {product}",
    feedback_heading: "Feedback",
    feedback_lead: "{writer} wrote to you on {when}{utc}.",
    feedback_button: "Show customers",
    feedback_from: "From",
    feedback_why: "You get this mail because this is the support address of {product}.",
    feedback_unexpected: "Answer this mail to write to the sender.",

    // Another address
    moved_subject: "Your address for {product} was changed",
    moved_heading: "Your address was changed",
    moved_lead: "The login {address} on {product} has another address since {when}{utc}: {now}.",
    moved_button: "Go to Settings",
    moved_note: "If it was you, there is nothing to do. If not, write to support at once: this address can no longer log in, nor reset the password.",
    moved_why: "You get this mail because {address} was the address of a login on {product} until now.",
    moved_unexpected: "Every change of an address is reported like this.",

    // A member has left
    left_subject: "{member} has left {company}",
    left_heading: "A member has left",
    left_lead: "{member} ended their own access to {company} (customer number {number}) on {when}{utc}.",
    left_button: "Show users",
    left_note: "They can open nothing of {company} any more. Their numbers are free. Invitations that they answered for stay open, and the account answers for them now. If they are to come back, invite them again.",
    left_why: "You get this mail because you are an administrator for {company}.",
    left_unexpected: "Nothing has to be done.",

    // A new operator administrator
    administrator_subject: "You administer {product} now",
    administrator_heading: "You are an operator administrator",
    administrator_lead: "{address} administers {product} from now on, with all its customer accounts.",
    administrator_button: "Log in",
    administrator_note: "All devices have to log in again.",
    administrator_note_new: "Set a password first. If the link has run out, ask for another one with \"Forgot password?\" at the login.",
    administrator_why: "You get this mail because an administrator of {product} has added {address}.",
    administrator_unexpected: "If this must not be, tell another operator administrator.",

    // Test
    test_subject: "Test mail from {product}",
    test_heading: "Mail works",
    test_lead: "{product} sent this test to {address} on {when}{utc}.",
    test_button: "Go to the start page",
    test_note: "The mail relay takes mails from this installation. Check the sender, the link, and whether this mail went to the spam folder.",
    test_why: "You get this mail because somebody who runs {product} entered {address} for a test.",
};
