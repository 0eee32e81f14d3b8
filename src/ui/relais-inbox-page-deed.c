/* relais-inbox-page-deed.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-inbox-page-private.h"
#include "relais-toast.h"
#include "relais-window.h"
#include "relais-words.h"

/* What is done with several messages at once, wherever they lie, and taken back as one. */

/* Messages of one folder. */
typedef struct
{
  RelaisMailFolder *folder;   /* (owned) */
  GPtrArray        *uids;     /* (owned) of char * */
} Group;

typedef struct
{
  gatomicrefcount      ref_count;
  RelaisInboxPage     *page;          /* (nullable) weak */
  RelaisInboxDeedType  type;
  RelaisMailFolder    *destination;   /* (owned) (nullable) */
  RelaisMailFlags      mask;
  RelaisMailFlags      flags;
  GPtrArray           *groups;        /* (owned) of Group */
  GPtrArray           *moves;         /* (owned) of RelaisMailMove */
  char                *trouble;       /* (owned) (nullable) the first sentence of what went wrong */
  guint                count;
  guint                waiting;       /* one more than the answers that are awaited */
} Deed;

static void
group_free (gpointer data)
{
  Group *group = data;

  g_object_unref (group->folder);
  g_ptr_array_unref (group->uids);
  g_free (group);
}

static void
move_free (gpointer data)
{
  g_boxed_free (RELAIS_TYPE_MAIL_MOVE, data);
}

static Deed *
deed_ref (Deed *deed)
{
  g_atomic_ref_count_inc (&deed->ref_count);

  return deed;
}

static void
deed_unref (gpointer data)
{
  Deed *deed = data;

  if (!g_atomic_ref_count_dec (&deed->ref_count))
    return;

  g_clear_weak_pointer (&deed->page);
  g_clear_object (&deed->destination);
  g_ptr_array_unref (deed->groups);
  g_ptr_array_unref (deed->moves);
  g_free (deed->trouble);
  g_free (deed);
}

static Deed *
deed_new (RelaisInboxPage     *page,
          RelaisInboxDeedType  type)
{
  Deed *deed = g_new0 (Deed, 1);

  g_atomic_ref_count_init (&deed->ref_count);
  g_set_weak_pointer (&deed->page, page);
  deed->type = type;
  deed->groups = g_ptr_array_new_with_free_func (group_free);
  deed->moves = g_ptr_array_new_with_free_func (move_free);
  deed->waiting = 1;

  return deed;
}

static void
deed_add (Deed             *deed,
          RelaisMailFolder *folder,
          const char       *uid)
{
  Group *group = NULL;

  for (guint i = 0; i < deed->groups->len && group == NULL; i++)
    if (((Group *) g_ptr_array_index (deed->groups, i))->folder == folder)
      group = g_ptr_array_index (deed->groups, i);
  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->folder = g_object_ref (folder);
      group->uids = g_ptr_array_new_with_free_func (g_free);
      g_ptr_array_add (deed->groups, group);
    }
  g_ptr_array_add (group->uids, g_strdup (uid));
  deed->count++;
}

static void
deed_note (Deed         *deed,
           const GError *error)
{
  if (error != NULL && deed->trouble == NULL)
    deed->trouble = relais_words_dup_error (error);
}

static char *
dup_done (Deed *deed)
{
  guint count = deed->count;

  switch (deed->type)
    {
    case RELAIS_INBOX_DEED_ARCHIVE:
      return g_strdup_printf (ngettext ("%u message archived", "%u messages archived", count), count);
    case RELAIS_INBOX_DEED_DELETE:
      return g_strdup_printf (ngettext ("%u message deleted", "%u messages deleted", count), count);
    case RELAIS_INBOX_DEED_MOVE:
      return g_strdup_printf (ngettext ("%u message moved", "%u messages moved", count), count);
    case RELAIS_INBOX_DEED_FLAGS:
    default:
      return NULL;
    }
}

static void
deed_finish (Deed *deed)
{
  RelaisWindow *window = deed->page != NULL ? relais_window_get_for (GTK_WIDGET (deed->page)) : NULL;
  g_autofree char *title = NULL;

  if (window == NULL)
    return;
  if (deed->trouble != NULL)
    {
      relais_toast_say (GTK_WIDGET (window), deed->trouble);
      relais_inbox_page_search (deed->page);
    }
  title = deed->moves->len > 0 ? dup_done (deed) : NULL;
  if (title != NULL)
    relais_toast_say_moved (GTK_WIDGET (window), title, deed->moves);
}

static void
done_cb (gpointer      owner,
         const GValue *value,
         const GError *error,
         gpointer      user_data)
{
  Deed *deed = user_data;

  deed_note (deed, error);
  if (error == NULL && G_VALUE_HOLDS (value, RELAIS_TYPE_MAIL_MOVE))
    g_ptr_array_add (deed->moves, g_value_dup_boxed (value));
  if (--deed->waiting == 0)
    deed_finish (deed);
  deed_unref (deed);
}

static DexFuture *
deed_start (Deed  *deed,
            Group *group)
{
  const char * const *uids;

  g_ptr_array_add (group->uids, NULL);
  uids = (const char * const *) group->uids->pdata;
  switch (deed->type)
    {
    case RELAIS_INBOX_DEED_ARCHIVE:
      return relais_mail_folder_move_to_role (group->folder, uids, RELAIS_MAIL_ROLE_ARCHIVE);
    case RELAIS_INBOX_DEED_DELETE:
      return relais_mail_folder_delete (group->folder, uids);
    case RELAIS_INBOX_DEED_MOVE:
      return relais_mail_folder_move (group->folder, uids, deed->destination);
    case RELAIS_INBOX_DEED_FLAGS:
    default:
      return relais_mail_folder_set_flags (group->folder, uids, deed->mask, deed->flags);
    }
}

/* Every message has its place: now it is done, a folder at a time. */
static void
deed_run (Deed *deed)
{
  deed->waiting = 1 + deed->groups->len;
  for (guint i = 0; i < deed->groups->len; i++)
    relais_future_to_ui (deed_start (deed, g_ptr_array_index (deed->groups, i)), NULL, NULL, done_cb, deed_ref (deed));
  if (--deed->waiting == 0)
    deed_finish (deed);
}

static void
located_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  Deed *deed = user_data;

  deed_note (deed, error);
  if (error == NULL && deed->page != NULL)
    {
      const RelaisPlace *place = g_value_get_boxed (value);
      RelaisMailFolder *folder = relais_mail_get_folder_at (relais_workspace_get_mail (deed->page->workspace), place);

      if (folder != NULL)
        deed_add (deed, folder, place->uid);
    }
  if (--deed->waiting == 0)
    deed_run (deed);
  deed_unref (deed);
}

/* See the header. */
void
relais_inbox_page_do (RelaisInboxPage     *self,
                      RelaisInboxDeedType  type,
                      RelaisMailFolder    *destination,
                      RelaisMailFlags      mask,
                      RelaisMailFlags      flags)
{
  Deed *deed = deed_new (self, type);
  RelaisIntake *intake = relais_mail_get_intake (relais_workspace_get_mail (self->workspace));
  g_autoptr(GPtrArray) items = relais_inbox_page_dup_selected (self, G_MAXUINT);

  g_set_object (&deed->destination, destination);
  deed->mask = mask;
  deed->flags = flags;
  for (guint i = 0; i < items->len; i++)
    {
      GObject *item = g_ptr_array_index (items, i);

      if (RELAIS_IS_MAIL_ITEM (item))
        {
          deed_add (deed, relais_mail_item_get_folder (RELAIS_MAIL_ITEM (item)), relais_mail_item_get_uid (RELAIS_MAIL_ITEM (item)));
          continue;
        }
      deed->waiting++;
      relais_future_to_ui (relais_intake_locate (intake, relais_triage_record_get_message (RELAIS_TRIAGE_RECORD (item))),
                           NULL, NULL, located_cb, deed_ref (deed));
    }
  relais_inbox_page_set_selecting (self, FALSE);
  if (type != RELAIS_INBOX_DEED_FLAGS)
    relais_inbox_page_take_out (self, items);
  if (--deed->waiting == 0)
    deed_run (deed);
  deed_unref (deed);
}
