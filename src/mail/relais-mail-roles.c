/* relais-mail-roles.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <camel/camel.h>

#include "relais-mail-roles-private.h"

/* Which folder has which role: what the server says (RFC 6154), then the names that servers and programs give. */

/* Lower case; the last part of a folder's path. */
static const struct
{
  const char     *name;
  RelaisMailRole  role;
} known_names[] = {
  { "sent", RELAIS_MAIL_ROLE_SENT },
  { "sent items", RELAIS_MAIL_ROLE_SENT },
  { "sent mail", RELAIS_MAIL_ROLE_SENT },
  { "sent messages", RELAIS_MAIL_ROLE_SENT },
  { "messages envoyés", RELAIS_MAIL_ROLE_SENT },
  { "éléments envoyés", RELAIS_MAIL_ROLE_SENT },
  { "envoyés", RELAIS_MAIL_ROLE_SENT },
  { "drafts", RELAIS_MAIL_ROLE_DRAFTS },
  { "draft", RELAIS_MAIL_ROLE_DRAFTS },
  { "brouillons", RELAIS_MAIL_ROLE_DRAFTS },
  { "archive", RELAIS_MAIL_ROLE_ARCHIVE },
  { "archives", RELAIS_MAIL_ROLE_ARCHIVE },
  { "junk", RELAIS_MAIL_ROLE_JUNK },
  { "junk e-mail", RELAIS_MAIL_ROLE_JUNK },
  { "junk email", RELAIS_MAIL_ROLE_JUNK },
  { "spam", RELAIS_MAIL_ROLE_JUNK },
  { "bulk mail", RELAIS_MAIL_ROLE_JUNK },
  { "indésirables", RELAIS_MAIL_ROLE_JUNK },
  { "courrier indésirable", RELAIS_MAIL_ROLE_JUNK },
  { "trash", RELAIS_MAIL_ROLE_TRASH },
  { "deleted items", RELAIS_MAIL_ROLE_TRASH },
  { "deleted messages", RELAIS_MAIL_ROLE_TRASH },
  { "bin", RELAIS_MAIL_ROLE_TRASH },
  { "corbeille", RELAIS_MAIL_ROLE_TRASH },
  { "éléments supprimés", RELAIS_MAIL_ROLE_TRASH },
  { "outbox", RELAIS_MAIL_ROLE_OUTBOX },
};

/* What a folder is called that we must make. */
static const char *const new_names[RELAIS_MAIL_ROLE_OUTBOX + 1] = {
  [RELAIS_MAIL_ROLE_SENT] = "Sent",
  [RELAIS_MAIL_ROLE_DRAFTS] = "Drafts",
  [RELAIS_MAIL_ROLE_ARCHIVE] = "Archive",
  [RELAIS_MAIL_ROLE_JUNK] = "Junk",
  [RELAIS_MAIL_ROLE_TRASH] = "Trash",
  [RELAIS_MAIL_ROLE_OUTBOX] = "Outbox",
};

/* What camel_store_initial_setup_sync() calls what the server says. */
static const struct
{
  const char     *key;
  RelaisMailRole  role;
} setup_keys[] = {
  { CAMEL_STORE_SETUP_SENT_FOLDER, RELAIS_MAIL_ROLE_SENT },
  { CAMEL_STORE_SETUP_DRAFTS_FOLDER, RELAIS_MAIL_ROLE_DRAFTS },
  { CAMEL_STORE_SETUP_ARCHIVE_FOLDER, RELAIS_MAIL_ROLE_ARCHIVE },
  { "Backend:Imapx Backend:real-junk-path:s", RELAIS_MAIL_ROLE_JUNK },
  { "Backend:Imapx Backend:real-trash-path:s", RELAIS_MAIL_ROLE_TRASH },
};

RelaisMailRole
relais_mail_role_by_name (const char *display_name)
{
  g_autofree char *name = g_utf8_strdown (display_name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (known_names); i++)
    if (strcmp (known_names[i].name, name) == 0)
      return known_names[i].role;

  return RELAIS_MAIL_ROLE_OTHER;
}

const char *
relais_mail_role_get_new_name (RelaisMailRole role)
{
  return new_names[role];
}

gboolean
relais_mail_role_by_setup (guint           i,
                           const char    **key,
                           RelaisMailRole *role)
{
  if (i >= G_N_ELEMENTS (setup_keys))
    return FALSE;

  *key = setup_keys[i].key;
  *role = setup_keys[i].role;

  return TRUE;
}
