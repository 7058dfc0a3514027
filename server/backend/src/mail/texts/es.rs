//! Spanish, addressing people with "tú".

use super::Texts;

pub(super) static ES: Texts = Texts {
    // Shared
    company: "Empresa",
    company_value: "{company}, número de cliente {number}",
    invited_by: "Te invita",
    access: "Acceso",
    access_value: "{roles}: {areas}",
    access_all: "Todos los permisos",
    access_some: "Algunos permisos",
    access_none: "Restringido hasta que se concedan permisos",
    group: "Grupo",
    groups: "Grupos",
    number: "Número",
    numbers: "Números",
    contact: "Contacto",
    sponsor: "Responsable",
    address: "Dirección",
    fallback: "¿El botón no funciona? Copia esta dirección en tu navegador:",
    ignore: "¿No lo esperabas? Ignora este correo y no cambiará nada.",
    block_lead: "¿No lo esperabas? Ignora este correo o",
    block_action: "bloquea estas invitaciones",
    inviter_operator: "{inviter}, de {product},",
    sender: "{inviter} ({company}) a través de {sender}",
    sender_operator: "{inviter} a través de {sender}",

    // Invitation
    invitation_subject: "{inviter} te ha invitado a {company} en {product}",
    invitation_subject_again: "Recordatorio: {inviter} te ha invitado a {company} en {product}",
    invitation_heading: "Únete a {company}",
    invitation_lead: "{inviter} te invita a {company} (número de cliente {number}) como {access}, hasta el {until}{utc}.",
    invitation_lead_restricted: "{inviter} te invita a {company} (número de cliente {number}), hasta el {until}{utc}.",
    invitation_preview: "Acepta antes del {until}{utc}.",
    invitation_button: "Aceptar invitación",
    invitation_again: "Te hemos enviado de nuevo esta invitación. Usa el enlace de este correo: los anteriores pueden haber dejado de funcionar.",
    invitation_reminder: "Tu invitación sigue esperando y caduca pronto. El enlace del correo anterior sirve igual que este.",
    invitation_note: "Si ya tienes una cuenta de acceso, úsala. Si no, eliges una contraseña en la página siguiente. Abrir el enlace no cambia nada.",
    invitation_why: "Recibes este correo porque {inviter} ha indicado la dirección {address} para {company}.",
    invitation_why_named: "Recibes este correo porque {inviter} ha indicado la dirección {address} ({name}) para {company}.",

    // Welcome
    welcome_subject: "Te damos la bienvenida a {company} en {product}",
    welcome_heading: "Te damos la bienvenida a {company}",
    welcome_lead: "Ya tienes acceso a {company} (número de cliente {number}) en {product} como {access}.",
    welcome_lead_restricted: "Ya formas parte de {company} (número de cliente {number}) en {product}. Falta que alguien con permisos de administración te conceda los tuyos.",
    welcome_button: "Ir a la página de inicio",
    welcome_login: "Inicias sesión con {address}. Te basta una sola cuenta para todas las empresas a las que perteneces en {product}.",
    welcome_overview: "La página de inicio muestra lo que puedes abrir. En el perfil encontrarás los datos de la empresa y cómo contactar con ella.",
    welcome_overview_restricted: "Hasta entonces puedes usar el inicio, las preguntas frecuentes, los ajustes y los comentarios. En cuanto tengas permisos, lo demás se abre solo; no hace falta que vuelvas a iniciar sesión.",
    welcome_switch: "Si perteneces a varias empresas, pasas de una a otra en la parte superior de la página, con «Cambiar de cliente».",
    welcome_help: "En Preguntas frecuentes está lo que se pregunta a menudo, y con Comentarios nos escribes. En Ajustes cambias tu nombre, idioma y contraseña, y terminas tu acceso a una empresa.",
    welcome_why: "Recibes este correo porque {address} se ha unido a {company}.",
    welcome_unexpected: "¿No has sido tú? Escribe al contacto indicado arriba o al servicio de asistencia.",

    // Address verification
    verify_subject: "Confirma tu dirección para {product}",
    verify_heading: "Confirma tu dirección",
    verify_lead: "{product} te pide que confirmes, antes del {until}{utc}, que {address} es tu dirección.",
    verify_button: "Confirmar dirección",
    verify_note: "Abrir el enlace no cambia nada. La confirmación se hace en la página a la que lleva.",
    verify_why: "Recibes este correo porque se ha indicado la dirección {address} para una cuenta de acceso en {product}.",

    // Verification code
    code_subject: "Tu código para {company} en {product}",
    code_heading: "Tu código",
    code_lead: "Este código abre tu invitación a {company} (número de cliente {number}) en {product}. Es válido durante {minutes} minutos, hasta el {until}{utc}.",
    code_note: "Introdúcelo en la página que te lo ha pedido. No se lo des a nadie: nadie de {product} te lo pedirá nunca.",
    code_why: "Recibes este correo porque alguien ha abierto una invitación para {address}.",

    // Password reset
    reset_subject: "Restablece tu contraseña de {product}",
    reset_heading: "Restablece tu contraseña",
    reset_lead: "Puedes elegir una contraseña nueva para {address} en {product} hasta el {until}{utc}.",
    reset_button: "Elegir contraseña nueva",
    reset_note: "La contraseña anterior sirve hasta que elijas una nueva. Después tendrás que iniciar sesión de nuevo en todos tus dispositivos.",
    reset_why: "Recibes este correo porque se ha pedido una contraseña nueva para {address}.",

    // Password changed
    changed_subject: "Tu contraseña de {product} ha cambiado",
    changed_heading: "Tu contraseña ha cambiado",
    changed_lead: "La contraseña de {address} en {product} se cambió el {when}{utc}.",
    changed_button: "Restablecer contraseña",
    changed_note: "Si has sido tú, no tienes que hacer nada. Si no, restablece la contraseña de inmediato: así se cierran todas las sesiones.",
    changed_why: "Recibes este correo porque {address} es una cuenta de acceso en {product}.",
    changed_unexpected: "Avisamos así de cada cambio de contraseña.",

    // New invitation asked for
    request_subject: "{invitee} pide una nueva invitación a {company}",
    request_heading: "Nueva invitación solicitada",
    request_lead: "{invitee} pidió el {when}{utc} una nueva invitación a {company} (número de cliente {number}).",
    request_button: "Ver invitación",
    request_note: "El enlace que tiene ya no funciona. Si aún debe unirse, vuelve a enviar la invitación. Si no, no tienes que hacer nada.",
    request_why: "Recibes este correo porque respondes de esta invitación a {company}.",
    request_unexpected: "No se envía nada sin tu decisión.",

    // The sponsor lacks the rights
    sponsor_subject: "{invitee} no ha podido unirse a {company}",
    sponsor_heading: "No se ha podido aceptar la invitación",
    sponsor_lead: "{invitee} quiso unirse a {company} (número de cliente {number}) el {when}{utc}, pero {sponsor}, responsable de la invitación, ya no puede conceder los permisos que incluye.",
    sponsor_button: "Ver invitación",
    sponsor_note: "La invitación sigue pendiente, pero su enlace no deja entrar a nadie. Si la vuelves a enviar, pasas a responder de ella y se podrá aceptar. Si nadie debe unirse, elimínala.",
    sponsor_why: "Recibes este correo porque administras {company}.",
    sponsor_unexpected: "Nadie se une sin tu decisión.",

    // Feedback
    feedback_subject: "Comentarios de {writer} sobre {product}",
    feedback_heading: "Comentarios",
    feedback_lead: "{writer} te escribió el {when}{utc}.",
    feedback_button: "Ver clientes",
    feedback_from: "De",
    feedback_why: "Recibes este correo porque esta es la dirección de soporte de {product}.",
    feedback_unexpected: "Responde a este correo para escribir a quien lo envió.",

    // Another address
    moved_subject: "Tu dirección en {product} ha cambiado",
    moved_heading: "Tu dirección ha cambiado",
    moved_lead: "La cuenta de acceso {address} en {product} tiene otra dirección desde el {when}{utc}: {now}.",
    moved_button: "Ir a los ajustes",
    moved_note: "Si fuiste tú, no hay nada que hacer. Si no, escribe enseguida a soporte: con esta dirección ya no se puede entrar ni restablecer la contraseña.",
    moved_why: "Recibes este correo porque {address} era hasta ahora la dirección de una cuenta de acceso en {product}.",
    moved_unexpected: "Todo cambio de dirección se comunica así.",

    // A member has left
    left_subject: "{member} ha dejado {company}",
    left_heading: "Un miembro se ha ido",
    left_lead: "{member} terminó su propio acceso a {company} (número de cliente {number}) el {when}{utc}.",
    left_button: "Ver usuarios",
    left_note: "Ya no puede abrir nada de {company}. Sus números están libres. Las invitaciones de las que respondía siguen abiertas y ahora responde de ellas la cuenta. Si debe volver, invítale de nuevo.",
    left_why: "Recibes este correo porque administras {company}.",
    left_unexpected: "No tienes que hacer nada.",

    // A new operator administrator
    administrator_subject: "Ahora administras {product}",
    administrator_heading: "Eres administrador del operador",
    administrator_lead: "{address} administra desde ahora {product} con todas sus cuentas de clientes.",
    administrator_button: "Iniciar sesión",
    administrator_note: "Hay que iniciar sesión de nuevo en todos los dispositivos.",
    administrator_note_new: "Elige primero una contraseña. Si el enlace ha caducado, pide otro con \"¿Has olvidado la contraseña?\" al iniciar sesión.",
    administrator_why: "Recibes este correo porque un administrador de {product} ha añadido {address}.",
    administrator_unexpected: "Si no debe ser así, díselo a otro administrador del operador.",

    // Test
    test_subject: "Correo de prueba de {product}",
    test_heading: "El correo funciona",
    test_lead: "{product} envió esta prueba a {address} el {when}{utc}.",
    test_button: "Ir a la página de inicio",
    test_note: "El servidor de correo acepta mensajes de esta instalación. Comprueba el remitente, el enlace y si este correo ha llegado a la carpeta de spam.",
    test_why: "Recibes este correo porque alguien que administra {product} ha indicado la dirección {address} para una prueba.",
};
