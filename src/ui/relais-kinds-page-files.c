/* relais-kinds-page-files.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-file.h"
#include "relais-kinds-page-private.h"
#include "relais-toast.h"
#include "relais-words.h"

/* What an export needs once the file is chosen. */
typedef struct
{
  RelaisKindsPage  *page;   /* (owned) */
  char            **ids;    /* (owned) */
  char             *name;   /* (owned) */
  GFile            *file;   /* (owned) (nullable) */
  gboolean          corrections;
} Export;

static void
export_free (Export *export)
{
  g_object_unref (export->page);
  g_strfreev (export->ids);
  g_free (export->name);
  g_clear_object (&export->file);
  g_free (export);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Export, export_free)

static GListModel *
make_filters (void)
{
  GListStore *filters = g_list_store_new (GTK_TYPE_FILE_FILTER);
  g_autoptr(GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _("Kinds of request (.json)"));
  gtk_file_filter_add_suffix (filter, "json");
  g_list_store_append (filters, filter);

  return G_LIST_MODEL (filters);
}

static GtkWindow *
get_window (RelaisKindsPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* What was imported, and what was there already and stays as it is. */
static void
say_imported (RelaisKindsPage *self,
              guint            count,
              guint            kept)
{
  g_autofree char *imported = g_strdup_printf (ngettext ("%u kind imported.", "%u kinds imported.", count), count);
  g_autofree char *there = g_strdup_printf (ngettext ("%u was there already and stays as it is.",
                                                      "%u were there already and stay as they are.", kept), kept);
  g_autofree char *both = g_strjoin (" ", imported, there, NULL);

  relais_toast_say (GTK_WIDGET (self), kept == 0 ? imported : count == 0 ? there : both);
}

static void
installed_cb (gpointer      owner,
              const GValue *value,
              const GError *error,
              gpointer      user_data)
{
  RelaisKindsPage *self = owner;

  if (error != NULL)
    relais_toast_say_error (GTK_WIDGET (self), error);
  else
    say_imported (self, GPOINTER_TO_UINT (user_data) >> 16, GPOINTER_TO_UINT (user_data) & 0xffff);
}

/* What is wrong in the file is technical and in English: whoever made it needs it, nobody else. (transfer full) */
static GtkWidget *
make_detail (const char *message)
{
  GtkWidget *detail = gtk_label_new (message);

  gtk_label_set_wrap (GTK_LABEL (detail), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (detail), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (GTK_LABEL (detail), GTK_JUSTIFY_CENTER);
  gtk_label_set_selectable (GTK_LABEL (detail), TRUE);
  gtk_widget_set_can_focus (detail, FALSE);
  gtk_widget_add_css_class (detail, "caption");
  gtk_widget_add_css_class (detail, "dimmed");

  return detail;
}

/* A file that is refused is named, with what that means, and then with what is wrong in it. */
static void
refuse (RelaisKindsPage *self,
        GFile           *file,
        const GError    *error)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *heading = g_strdup_printf (_("“%s” Was Not Imported"), name);
  gboolean invalid = g_error_matches (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_INVALID);
  g_autofree char *body = invalid ? g_strdup (_("Relais cannot use one of its kinds as it is. Nothing was changed."))
                                  : relais_words_dup_error (error);
  AdwDialog *dialog = adw_alert_dialog_new (heading, body);

  if (invalid || g_error_matches (error, RELAIS_TRIAGE_ERROR, RELAIS_TRIAGE_ERROR_NOT_KINDS))
    adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), make_detail (error->message));
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
loaded_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(RelaisKindsPage) self = user_data;
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) bytes = g_file_load_bytes_finish (G_FILE (source), result, NULL, &error);
  g_autoptr(RelaisPack) pack = bytes != NULL ? relais_pack_new_from_bytes (bytes, &error) : NULL;
  RelaisKindStore *store;
  GPtrArray *kinds;
  guint kept = 0;

  if (self->workspace == NULL)
    return;
  if (pack == NULL)
    {
      refuse (self, G_FILE (source), error);
      return;
    }

  store = relais_workspace_get_kinds (self->workspace);
  kinds = relais_pack_get_kinds (pack);
  for (guint i = 0; i < kinds->len; i++)
    kept += relais_kind_store_find (store, relais_kind_get_id (g_ptr_array_index (kinds, i))) != NULL;
  /* Both fit: a file of so many kinds is far above its bound. */
  relais_future_to_ui (relais_kind_store_install (store, pack), self, NULL, installed_cb,
                       GUINT_TO_POINTER (((kinds->len - kept) << 16) | (kept & 0xffff)));
}

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(RelaisKindsPage) self = user_data;
  g_autoptr(GFile) file = gtk_file_dialog_open_finish (GTK_FILE_DIALOG (source), result, NULL);

  if (file != NULL)
    g_file_load_bytes_async (file, NULL, loaded_cb, g_object_ref (self));
}

void
relais_kinds_page_import (RelaisKindsPage *self)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GListModel) filters = make_filters ();

  gtk_file_dialog_set_title (dialog, _("Import Kinds"));
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_open (dialog, get_window (self), NULL, opened_cb, g_object_ref (self));
}

static void
written_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(RelaisKindsPage) self = user_data;
  g_autoptr(GError) error = NULL;

  if (!relais_file_write_finish (G_FILE (source), result, &error))
    relais_toast_say_error (GTK_WIDGET (self), error);
  else
    relais_toast_say (GTK_WIDGET (self), _("Kinds exported"));
}

static void
exported_cb (gpointer      owner,
             const GValue *value,
             const GError *error,
             gpointer      user_data)
{
  g_autoptr(Export) export = user_data;

  if (error != NULL)
    relais_toast_say_error (GTK_WIDGET (export->page), error);
  else
    relais_file_write_async (export->file, g_value_get_boxed (value), TRUE, written_cb, g_object_ref (export->page));
}

static void
saved_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(Export) export = user_data;
  RelaisKindStore *kinds;

  export->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  if (export->file == NULL || export->page->workspace == NULL)
    return;

  kinds = relais_workspace_get_kinds (export->page->workspace);
  relais_future_to_ui (relais_kind_store_export (kinds, (const char * const *) export->ids, export->name,
                                                 export->corrections), NULL, NULL, exported_cb, export);
  export = NULL;
}

/* @export: (transfer full) */
static void
choose_place (Export *export)
{
  g_autoptr(GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autoptr(GListModel) filters = make_filters ();
  g_autofree char *file_name = g_strconcat (export->name, ".json", NULL);

  g_strdelimit (file_name, "/", '-');
  gtk_file_dialog_set_title (dialog, _("Export Kinds"));
  gtk_file_dialog_set_initial_name (dialog, file_name);
  gtk_file_dialog_set_filters (dialog, filters);
  gtk_file_dialog_save (dialog, get_window (export->page), NULL, saved_cb, export);
}

static void
answered_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  g_autoptr(Export) export = user_data;
  const char *answer = adw_alert_dialog_choose_finish (ADW_ALERT_DIALOG (source), result);

  if (g_str_equal (answer, "cancel") || export->page->workspace == NULL)
    return;

  export->corrections = g_str_equal (answer, "with");
  choose_place (g_steal_pointer (&export));
}

/* A file is made to be given away: whoever does that says whether letters that people wrote go with it. */
static void
ask (Export *export,
     guint   count)
{
  g_autofree char *body =
    g_strdup_printf (ngettext ("Among the examples is %u message that you corrected: a whole letter, with all that is private in it.",
                               "Among the examples are %u messages that you corrected: whole letters, with all that is private in them.",
                               count), count);
  AdwAlertDialog *dialog = ADW_ALERT_DIALOG (adw_alert_dialog_new (_("Export People’s Letters, Too?"), body));

  adw_alert_dialog_add_responses (dialog, "cancel", _("_Cancel"), "with", _("Export W_ith Letters"),
                                  "without", _("Export With_out Letters"), NULL);
  adw_alert_dialog_set_response_appearance (dialog, "without", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (dialog, "without");
  adw_alert_dialog_set_close_response (dialog, "cancel");
  adw_alert_dialog_choose (dialog, GTK_WIDGET (export->page), NULL, answered_cb, export);
}

static void
counted_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  g_autoptr(Export) export = user_data;
  gint64 count = error == NULL ? g_value_get_int64 (value) : 0;

  if (error != NULL)
    relais_toast_say_error (GTK_WIDGET (export->page), error);
  else if (count > 0)
    ask (g_steal_pointer (&export), (guint) MIN (count, G_MAXUINT));
  else
    choose_place (g_steal_pointer (&export));
}

void
relais_kinds_page_export (RelaisKindsPage  *self,
                          char            **ids,
                          const char       *name)
{
  Export *export = g_new0 (Export, 1);

  export->page = g_object_ref (self);
  export->ids = ids;
  export->name = g_strdup (name);
  relais_future_to_ui (relais_kind_store_count_corrections (relais_workspace_get_kinds (self->workspace), (const char * const *) ids),
                       NULL, NULL, counted_cb, export);
}
