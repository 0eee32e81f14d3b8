/* relais-kinds-page-remove.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-kinds-page-private.h"
#include "relais-toast.h"

typedef struct
{
  RelaisRemovalTarget  target;
  char                *id;      /* (owned) */
  AdwToast            *toast;   /* (owned) */
} Removal;

void
relais_kinds_page_free_removal (gpointer data)
{
  Removal *removal = data;

  g_object_unref (removal->toast);
  g_free (removal->id);
  g_free (removal);
}

gboolean
relais_kinds_page_is_removed (RelaisKindsPage     *self,
                              RelaisRemovalTarget  target,
                              const char          *id)
{
  for (guint i = 0; i < self->removals->len; i++)
    {
      const Removal *removal = g_ptr_array_index (self->removals, i);

      if (removal->target == target && g_strcmp0 (removal->id, id) == 0)
        return TRUE;
    }

  return FALSE;
}

static void
removed_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  RelaisKindsPage *self = owner;

  if (error != NULL)
    relais_toast_say_error (GTK_WIDGET (self), error);
  if (self->workspace != NULL)
    relais_kinds_page_reload_rules (self);
}

static void
carry_out (RelaisKindsPage *self,
           const Removal   *removal)
{
  RelaisKindStore *kinds = relais_workspace_get_kinds (self->workspace);
  DexFuture *future;

  switch (removal->target)
    {
    case RELAIS_REMOVAL_KIND:
      future = relais_kind_store_remove (kinds, removal->id);
      break;
    case RELAIS_REMOVAL_PACK:
      future = relais_kind_store_uninstall (kinds, removal->id);
      break;
    case RELAIS_REMOVAL_RULE:
    default:
      future = relais_triage_remove_rule (relais_workspace_get_triage (self->workspace),
                                          g_ascii_strtoll (removal->id, NULL, 10));
      break;
    }
  relais_future_to_ui (future, self, NULL, removed_cb, NULL);
}

static Removal *
find_by_toast (RelaisKindsPage *self,
               AdwToast        *toast)
{
  for (guint i = 0; i < self->removals->len; i++)
    if (((Removal *) g_ptr_array_index (self->removals, i))->toast == toast)
      return g_ptr_array_index (self->removals, i);

  return NULL;
}

static void
show_again (RelaisKindsPage *self)
{
  relais_kinds_page_update (self);
  relais_kinds_page_show_rules (self);
}

static void
undo_cb (RelaisKindsPage *self,
         AdwToast        *toast)
{
  Removal *removal = find_by_toast (self, toast);

  if (removal == NULL)
    return;
  g_ptr_array_remove (self->removals, removal);
  show_again (self);
}

static void
dismissed_cb (RelaisKindsPage *self,
              AdwToast        *toast)
{
  Removal *removal = find_by_toast (self, toast);

  if (removal == NULL || self->workspace == NULL)
    return;
  carry_out (self, removal);
  g_ptr_array_remove (self->removals, removal);
}

/* Carries out what still waits: the page is left, or the window closes. */
void
relais_kinds_page_settle (RelaisKindsPage *self)
{
  while (self->removals->len > 0)
    {
      Removal *removal = g_ptr_array_index (self->removals, 0);
      g_autoptr(AdwToast) toast = g_object_ref (removal->toast);

      carry_out (self, removal);
      g_ptr_array_remove_index (self->removals, 0);
      adw_toast_dismiss (toast);
    }
}

void
relais_kinds_page_remove (RelaisKindsPage     *self,
                          RelaisRemovalTarget  target,
                          const char          *id,
                          const char          *name)
{
  Removal *removal = g_new0 (Removal, 1);
  /* Translators: the name of a kind, a pack or a rule */
  g_autofree char *title = g_strdup_printf (_("“%s” deleted"), name);

  removal->target = target;
  removal->id = g_strdup (id);
  removal->toast = relais_toast_new_undo (title, 8);
  g_signal_connect_object (removal->toast, "button-clicked", G_CALLBACK (undo_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (removal->toast, "dismissed", G_CALLBACK (dismissed_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->removals, removal);
  show_again (self);
  relais_toast_show (GTK_WIDGET (self), g_object_ref (removal->toast));
}
