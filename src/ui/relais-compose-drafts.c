/* relais-compose-drafts.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-compose-drafts.h"
#include "relais-compose-messages.h"
#include "relais-compose-window.h"

/* As many as there are bits to remember which are open. */
#define MAX_DRAFTS 31

static char *
dup_key (guint number)
{
  return g_strdup_printf ("compose.draft.%u", number);
}

static guint
get_claimed (RelaisWorkspace *workspace)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (workspace), "compose-drafts"));
}

static void
set_claimed (RelaisWorkspace *workspace,
             guint            claimed)
{
  g_object_set_data (G_OBJECT (workspace), "compose-drafts", GUINT_TO_POINTER (claimed));
}

static const char *
get_draft (RelaisWorkspace *workspace,
           guint            number)
{
  g_autofree char *key = dup_key (number);

  return relais_settings_get_string (relais_workspace_get_settings (workspace), key, NULL);
}

/* (transfer full) (nullable): NULL when there is none, or when it cannot be read */
static JsonObject *
dup_draft (RelaisWorkspace *workspace,
           guint            number)
{
  const char *text = get_draft (workspace, number);
  g_autoptr(JsonNode) node = text != NULL ? json_from_string (text, NULL) : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node) : NULL;
}

/* (nullable): the Message-ID of the mail that it may be */
static const char *
get_leaving (JsonObject *draft)
{
  return json_object_get_string_member_with_default (draft, "leaving", NULL);
}

/* (nullable): the file of the message that it passes on */
static const char *
get_message (JsonObject *draft)
{
  return json_object_has_member (draft, "forwarded")
           ? json_object_get_string_member_with_default (json_object_get_object_member (draft, "forwarded"), "file", NULL)
           : NULL;
}

/* See the header. What is on its way is not offered. */
guint
relais_compose_drafts_count (RelaisWorkspace *workspace)
{
  guint claimed = get_claimed (workspace);
  guint count = 0;

  for (guint i = 1; i <= MAX_DRAFTS; i++)
    {
      g_autoptr(JsonObject) draft = (claimed & (1u << i)) == 0 ? dup_draft (workspace, i) : NULL;

      count += draft != NULL && get_leaving (draft) == NULL ? 1 : 0;
    }

  return count;
}

static void
save (RelaisWorkspace *workspace,
      guint            number,
      JsonObject      *draft)
{
  if (number != 0)
    relais_future_detach (relais_compose_drafts_save (workspace, number, draft), "the message was not kept");
}

/* One that our own server refused, or that may have left, is kept until it did leave, or until somebody gives it up: then it is a draft
 * again. */
void
relais_compose_drafts_take_state (RelaisWorkspace     *workspace,
                                  guint                number,
                                  JsonObject          *draft,
                                  RelaisDeliveryState  state)
{
  switch (state)
    {
    case RELAIS_DELIVERY_QUEUED:
    case RELAIS_DELIVERY_FAILED:
    case RELAIS_DELIVERY_UNCERTAIN:
      break;
    case RELAIS_DELIVERY_CANCELLED:
      json_object_remove_member (draft, "leaving");
      save (workspace, number, draft);
      break;
    case RELAIS_DELIVERY_SENT:
    case RELAIS_DELIVERY_DELIVERED:
    case RELAIS_DELIVERY_DELAYED:
    case RELAIS_DELIVERY_BOUNCED:
    case RELAIS_DELIVERY_ANSWERED:
    default:
      relais_compose_drafts_forget (workspace, number, get_message (draft));
    }
}

static void
settled_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  RelaisWorkspace *workspace = owner;
  guint number = GPOINTER_TO_UINT (user_data);
  g_autoptr(JsonObject) draft = dup_draft (workspace, number);

  if (draft == NULL || get_leaving (draft) == NULL)
    return;

  if (error == NULL)
    relais_compose_drafts_take_state (workspace, number, draft, relais_delivery_get_state (g_value_get_object (value)));
  else if (g_error_matches (error, RELAIS_MAIL_ERROR, RELAIS_MAIL_ERROR_NOT_FOUND))   /* the program ended before it was queued */
    relais_compose_drafts_take_state (workspace, number, draft, RELAIS_DELIVERY_CANCELLED);
}

/* Not those that are claimed: a composer may be about to queue it. */
void
relais_compose_drafts_settle (RelaisWorkspace *workspace)
{
  for (guint i = 1; i <= MAX_DRAFTS; i++)
    {
      g_autoptr(JsonObject) draft = (get_claimed (workspace) & (1u << i)) == 0 ? dup_draft (workspace, i) : NULL;

      if (draft != NULL && get_leaving (draft) != NULL)
        relais_future_to_ui (relais_deliveries_find (relais_workspace_get_deliveries (workspace), get_leaving (draft)), workspace,
                             NULL, settled_cb, GUINT_TO_POINTER (i));
    }
}

void
relais_compose_drafts_sweep (RelaisWorkspace *workspace)
{
  g_autoptr(GHashTable) named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 1; i <= MAX_DRAFTS; i++)
    {
      g_autoptr(JsonObject) draft = dup_draft (workspace, i);

      if (draft != NULL && get_message (draft) != NULL)
        g_hash_table_add (named, g_strdup (get_message (draft)));
    }
  relais_compose_messages_sweep (workspace, g_steal_pointer (&named));
}

/* A draft whose message is being read. */
typedef struct
{
  GtkWindow       *parent;      /* (nullable) weak */
  RelaisWorkspace *workspace;   /* (owned) */
  guint            number;
  JsonObject      *draft;       /* (owned) */
} Reopening;

static void
open_composer (GtkWindow       *parent,
               RelaisWorkspace *workspace,
               guint            number,
               JsonObject      *draft,
               GBytes          *message)
{
  RelaisComposeWindow *composer = relais_compose_window_new (parent, workspace);

  relais_compose_window_set_draft (composer, number, draft, message);
  gtk_window_present (GTK_WINDOW (composer));
}

static void
message_read_cb (gpointer      owner,
                 const GValue *value,
                 const GError *error,
                 gpointer      user_data)
{
  Reopening *self = user_data;

  if (self->parent != NULL)
    open_composer (self->parent, self->workspace, self->number, self->draft, error == NULL ? g_value_get_boxed (value) : NULL);
  else
    relais_compose_drafts_release (self->workspace, self->number);
  g_clear_weak_pointer (&self->parent);
  g_object_unref (self->workspace);
  json_object_unref (self->draft);
  g_free (self);
}

/* A composer without its message would be sent without. */
void
relais_compose_drafts_reopen (GtkWindow       *parent,
                              RelaisWorkspace *workspace,
                              guint            number,
                              JsonObject      *draft)
{
  Reopening *self;

  if (get_message (draft) == NULL)
    {
      open_composer (parent, workspace, number, draft, NULL);
      return;
    }

  self = g_new0 (Reopening, 1);
  g_set_weak_pointer (&self->parent, parent);
  self->workspace = g_object_ref (workspace);
  self->number = number;
  self->draft = json_object_ref (draft);
  relais_future_to_ui (relais_compose_messages_read (workspace, get_message (draft)), NULL, NULL, message_read_cb, self);
}

void
relais_compose_drafts_open (GtkWindow       *parent,
                            RelaisWorkspace *workspace)
{
  for (guint i = 1; i <= MAX_DRAFTS; i++)
    {
      guint claimed = get_claimed (workspace);
      g_autoptr(JsonObject) draft = (claimed & (1u << i)) == 0 ? dup_draft (workspace, i) : NULL;

      if (draft == NULL || get_leaving (draft) != NULL)
        continue;
      set_claimed (workspace, claimed | (1u << i));
      relais_compose_drafts_reopen (parent, workspace, i, draft);
    }
}

guint
relais_compose_drafts_claim (RelaisWorkspace *workspace)
{
  guint claimed = get_claimed (workspace);

  for (guint i = 1; i <= MAX_DRAFTS; i++)
    if ((claimed & (1u << i)) == 0 && get_draft (workspace, i) == NULL)
      {
        set_claimed (workspace, claimed | (1u << i));
        return i;
      }

  return 0;
}

void
relais_compose_drafts_release (RelaisWorkspace *workspace,
                               guint            number)
{
  if (number != 0)
    set_claimed (workspace, get_claimed (workspace) & ~(1u << number));
}

DexFuture *
relais_compose_drafts_save (RelaisWorkspace *workspace,
                            guint            number,
                            JsonObject      *draft)
{
  g_autofree char *key = dup_key (number);
  g_autofree char *text = NULL;

  if (draft != NULL)
    {
      g_autoptr(JsonNode) node = json_node_init_object (json_node_alloc (), draft);

      text = json_to_string (node, FALSE);
    }

  return relais_settings_set_string (relais_workspace_get_settings (workspace), key, text);
}

void
relais_compose_drafts_forget (RelaisWorkspace *workspace,
                              guint            number,
                              const char      *message)
{
  save (workspace, number, NULL);
  if (message != NULL)
    relais_compose_messages_remove (workspace, message);
}

void
relais_compose_drafts_save_leaving (RelaisWorkspace *workspace,
                                    guint            number,
                                    JsonObject      *draft,
                                    const char      *message_id)
{
  json_object_set_string_member (draft, "leaving", message_id);
  save (workspace, number, draft);
}
