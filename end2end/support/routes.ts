import { expect, type Page } from '@playwright/test';
import type { demo } from '../fixtures.ts';
import { find, invite, row } from './invitations.ts';
import type { Mailbox } from './mailbox.ts';

/** An address, the status that it answers with, and its heading in English, German and Spanish. */
export type Route = [path: string, status: number, en: string, de: string, es: string];

type Headings = [en: string, de: string, es: string];

const notFound: Headings = ['Page not found', 'Seite nicht gefunden', 'Página no encontrada'];
const forbidden: Headings = ['You may not open this page', 'Diese Seite dürfen Sie nicht öffnen', 'No puedes abrir esta página'];
const notValid: Headings = ['This invitation is not valid', 'Diese Einladung ist nicht gültig', 'Esta invitación no es válida'];
const resetPassword: Headings = ['Reset password', 'Passwort zurücksetzen', 'Restablecer la contraseña'];
const invitations: Headings = ['Invitations', 'Einladungen', 'Invitaciones'];
const profile: Headings = ['Profile', 'Profil', 'Perfil'];
const addUser: Headings = ['Add user', 'Benutzer hinzufügen', 'Añadir usuario'];
const groups: Headings = ['Groups', 'Gruppen', 'Grupos'];
const numbers: Headings = ['Numbers', 'Rufnummern', 'Números'];
const audit: Headings = ['Audit log', 'Protokoll', 'Registro de auditoría'];
const faq: Headings = ['FAQ', 'FAQ', 'Preguntas frecuentes'];
const feedback: Headings = ['Feedback', 'Rückmeldung', 'Comentarios'];
const settings: Headings = ['Account settings', 'Kontoeinstellungen', 'Ajustes de la cuenta'];
const ownSettings: Headings = ['Settings', 'Einstellungen', 'Ajustes'];
const step1: Headings = ['Step 1 of 3: Email addresses', 'Schritt 1 von 3: E-Mail-Adressen', 'Paso 1 de 3: Direcciones de correo'];
const sent: Headings = ['1 invitation queued', '1 Einladung eingereiht', '1 invitación en cola'];

const nobody: Route[] = [
  ['/login', 200, 'Log in', 'Anmelden', 'Iniciar sesión'],
  ['/forgot', 200, ...resetPassword],
  ['/reset/unknown', 410, ...resetPassword],
  ['/verify/unknown', 410, 'This link is no longer valid', 'Dieser Link gilt nicht mehr', 'Este enlace ya no es válido'],
  ['/setup', 404, 'This installation is set up already', 'Diese Installation ist schon eingerichtet', 'Esta instalación ya está configurada'],
  ['/invitations/unknown', 404, ...notValid],
  ['/invitations/unknown/block', 404, ...notValid],
  ['/mailbox', 200, 'Mailbox', 'Postfach', 'Buzón'],
  ['/mailbox/unknown', 404, ...notFound],
  ['/nowhere', 404, ...notFound],
];

const account = (people: 200 | 403): Route[] => {
  const users: Headings = people === 200 ? ['User management', 'Benutzerverwaltung', 'Gestión de usuarios'] : forbidden;
  return [
    ['/c/1001/', 200, 'Home', 'Startseite', 'Inicio'],
    ['/c/1001/profile', people, ...(people === 200 ? profile : forbidden)],
    ['/c/1001/profile/contact', people, ...(people === 200 ? profile : forbidden)],
    ['/c/1001/users', people, ...users],
    ['/c/1001/users?status=suspended', people, ...users],
    ['/c/1001/invitations', people, ...invitations],
    ['/c/1001/invitations?status=pending&search=a', people, ...invitations],
    ['/c/1001/invitations?dialog=invite', people, ...invitations],
    ['/c/1001/invitations/unknown', 404, ...notFound],
    ['/c/1001/users/new/details', people, ...(people === 200 ? addUser : forbidden)],
    ['/c/1001/users/new/overview', 404, ...notFound],
    ['/c/1001/roles', people, 'Roles', 'Rollen', 'Roles'],
    ['/c/1001/roles/new', people, ...(people === 200 ? (['New role', 'Neue Rolle', 'Nuevo rol'] as Headings) : forbidden)],
    ['/c/1001/roles/unknown', 404, ...notFound],
    ['/c/1001/users/unknown', 404, ...notFound],
    ['/c/1001/groups', people, ...groups],
    ['/c/1001/groups?dialog=new', people, ...groups],
    ['/c/1001/numbers', people, ...numbers],
    ['/c/1001/numbers?status=free&search=9', people, ...numbers],
    ['/c/1001/audit', people, ...audit],
    ['/c/1001/audit?person=ada&operators=true', people, ...audit],
    ['/c/1001/settings', people, ...(people === 200 ? settings : forbidden)],
    ['/c/1001/areas/unknown', 404, ...notFound],
    ['/c/1001/nowhere', 404, ...notFound],
    ['/c/nobody/', 404, ...notFound],
    ['/faq', 200, ...faq],
    ['/faq?c=1001', 200, ...faq],
    ['/feedback', 200, ...feedback],
    ['/feedback?c=1001&sent=yes', 200, ...feedback],
    ['/choose', 200, 'Choose a customer', 'Kunden wählen', 'Elige un cliente'],
    ['/settings', 200, ...ownSettings],
    ['/settings?dialog=leave', 200, ...ownSettings],
    ...['person', 'email', 'password', 'language', 'theme'].map((name): Route => [`/settings?dialog=${name}`, 200, ...ownSettings]),
  ];
};

const customers: Headings = ['Customers', 'Kunden', 'Clientes'];
const operatorSettings: Headings = ['Operator settings', 'Betreibereinstellungen', 'Ajustes del operador'];
const operator: Route[] = [
  ['/operator', 200, ...operatorSettings],
  ['/operator/areas', 200, ...operatorSettings],
  ['/operator/areas?dialog=new', 200, ...operatorSettings],
  ['/operator/links', 200, ...operatorSettings],
  ['/operator/links?dialog=new', 200, ...operatorSettings],
  ['/operator/faq', 200, ...operatorSettings],
  ['/operator/faq?dialog=new', 200, ...operatorSettings],
  ['/operator/feedback', 200, ...operatorSettings],
  ['/operator/administrators', 200, ...operatorSettings],
  ['/operator/administrators?dialog=add', 200, ...operatorSettings],
  ['/c/1004/profile?dialog=edit', 200, ...profile],
  ['/c/1004/profile?dialog=closed', 200, ...profile],
  ['/customers', 200, ...customers],
  ['/customers?search=nobody', 200, ...customers],
  ['/customers/new', 200, 'New customer', 'Neuer Kunde', 'Nuevo cliente'],
  ['/operator/audit', 200, ...audit],
];

/** The area's name is the operator's own. */
const area = (status: 200 | 403): Route => ['/c/1001/areas/invoices', status, ...(status === 200 ? (['Invoices', 'Invoices', 'Invoices'] as Headings) : forbidden)];

const inviting: Route[] = [
  ['/c/1001/users?search=nobody', 200, 'User management', 'Benutzerverwaltung', 'Gestión de usuarios'],
  ['/c/1001/invitations?search=nobody', 200, ...invitations],
  ['/c/1001/invitations?dialog=invited&id=INVITATION', 200, ...invitations],
  ['/c/1001/invitations?dialog=delete&id=INVITATION', 200, ...invitations],
  ['/c/1001/invitations?dialog=link&id=INVITATION', 200, ...invitations],
  ['/c/1001/invitations?dialog=edit&id=INVITATION', 200, ...invitations],
  ['/c/1001/invitations?dialog=delete_several&ids=INVITATION', 200, ...invitations],
  ['/c/1001/invitations?dialog=resend_several&ids=INVITATION', 200, ...invitations],
  ['/c/1001/invitations?resent=INVITATION', 200, ...invitations],
  ['/c/1001/invite/DRAFT/addresses', 200, ...step1],
  ['/c/1001/invite/DRAFT/accounts', 200, 'Step 2 of 3: Accounts', 'Schritt 2 von 3: Konten', 'Paso 2 de 3: Cuentas'],
  ['/c/1001/invite/DRAFT/submit', 200, 'Step 3 of 3: Submit', 'Schritt 3 von 3: Absenden', 'Paso 3 de 3: Envío'],
  ['/c/1001/invite/DRAFT/result', 404, ...notFound],
  ['/c/1001/invite/SUBMITTED/addresses', 200, ...sent],
  ['/c/1001/invite/SUBMITTED/result', 200, ...sent],
  ['MAIL', 200, 'Mailbox', 'Postfach', 'Buzón'],
  ['LINK', 200, "Join Santiago's 5", "Santiago's 5 beitreten", "Únete a Santiago's 5"],
  ['LINK/block', 200, 'Block these invitations', 'Diese Einladungen blockieren', 'Bloquear estas invitaciones'],
];

/** Every address there is, for whoever asks for it; what a person may not open is among them. */
export const people: { who?: keyof typeof demo; routes: Route[] }[] = [
  { routes: nobody },
  { who: 'operator', routes: [...operator, ...account(200), area(200), ...inviting] },
  { who: 'admin', routes: [['/customers', 403, ...forbidden], ['/operator', 404, ...notFound], ['/operator/audit', 404, ...notFound], ...account(200), area(200), ...inviting] },
  {
    who: 'member',
    routes: [
      ['/customers', 403, ...forbidden],
      ...account(403),
      area(403),
      ['/c/1002/', 404, ...notFound],
      ['/settings?dialog=leave-confirm&of=1001', 200, ...ownSettings],
      ['/no-access', 200, 'Home', 'Startseite', 'Inicio'],
    ],
  },
];

/** What stands in the addresses in capitals. `page` is signed in as somebody who may invite. */
export async function makePlaces(page: Page, address: (name: string) => string, mailbox: Mailbox): Promise<Record<string, string>> {
  const [draft, submitted, invited] = [address('draft'), address('sent'), address('invited')];
  const places = { DRAFT: await batch(page, draft), SUBMITTED: await submittedBatch(page, submitted) };
  await invite(page, { email: invited });
  await find(page, invited);
  const id = await row(page, invited).locator('[id^=address-]').getAttribute('id');
  const mail = await mailbox.latest(invited);
  return { ...places, INVITATION: id!.replace('address-', ''), MAIL: mail.path, LINK: new URL(mail.link).pathname };
}

export const placed = (path: string, places: Record<string, string>): string => path.replace(/[A-Z]{4,}/, (place) => places[place] ?? place);

/** A draft of the wizard with one person in it, left at its second step. */
async function batch(page: Page, email: string): Promise<string> {
  const headers = { origin: new URL(page.url()).origin, accept: 'text/html' };
  const made = await page.request.post('/api/create_batch', { form: { 'form[c]': '1001' }, headers, maxRedirects: 0 });
  const batch = /bat_[0-9a-f]{32}/.exec(made.headers().location)![0];
  await page.goto(`/c/1001/invite/${batch}/addresses`);
  await page.getByRole('textbox', { name: 'Email addresses' }).fill(email);
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page).toHaveURL(/\/accounts$/);
  return batch;
}

async function submittedBatch(page: Page, email: string): Promise<string> {
  const id = await batch(page, email);
  await page.getByRole('button', { name: 'Next', exact: true }).click();
  await expect(page).toHaveURL(/\/submit$/);
  await page.getByRole('button', { name: 'Submit', exact: true }).click();
  await expect(page).toHaveURL(/\/result$/);
  return id;
}
