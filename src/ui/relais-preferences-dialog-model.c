/* relais-preferences-dialog-model.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-preferences-bind.h"
#include "relais-preferences-dialog-private.h"
#include "relais-toast.h"
#include "relais-words.h"

#define SAVE_DELAY_MS 800

/* Services that speak the same chat protocol, from their own documentation (November 2026); the last is everything else. */
static const struct
{
  const char *name;
  const char *url;
  const char *model;
} presets[] = {
  { "Mistral", "https://api.mistral.ai/v1", "mistral-small-latest" },
  { "OpenRouter", "https://openrouter.ai/api/v1", "mistralai/mistral-small-3.2-24b-instruct" },
  { "DeepSeek", "https://api.deepseek.com/v1", "deepseek-chat" },
  { "Ollama", "http://localhost:11434/v1", "mistral-small" },
  { "LM Studio", "http://localhost:1234/v1", "" },
};

static RelaisSettings *
get_settings (RelaisPreferencesDialog *self)
{
  return relais_workspace_get_settings (self->workspace);
}

static gboolean
is_loopback (const char *host)
{
  g_autoptr(GInetAddress) address = g_inet_address_new_from_string (host);

  return g_ascii_strcasecmp (host, "localhost") == 0 || (address != NULL && g_inet_address_get_is_loopback (address));
}

/* HTTPS anywhere; HTTP on this machine only. */
static gboolean
is_url_good (const char *url)
{
  g_autoptr(GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  const char *host = uri != NULL ? g_uri_get_host (uri) : NULL;

  if (host == NULL || *host == '\0' || g_uri_get_userinfo (uri) != NULL)
    return FALSE;

  return g_str_equal (g_uri_get_scheme (uri), "https") ||
         (g_str_equal (g_uri_get_scheme (uri), "http") && is_loopback (host));
}

static gboolean
mark (AdwEntryRow *row,
      gboolean     good)
{
  if (good)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (row), "error");
      gtk_accessible_reset_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID);
    }
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (row), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
    }

  return good;
}

static void
say_test (RelaisPreferencesDialog *self,
          const char              *sentence,
          const char              *icon,
          const char              *style)
{
  const char *styles[] = { style, NULL };

  adw_action_row_set_subtitle (self->test_row, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->test_icon), icon != NULL);
  gtk_image_set_from_icon_name (self->test_icon, icon);
  gtk_widget_set_css_classes (GTK_WIDGET (self->test_icon), styles);
  gtk_widget_set_visible (GTK_WIDGET (self->test_spinner), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->test_button), TRUE);
}

static void
stop_test (RelaisPreferencesDialog *self)
{
  if (self->test == NULL)
    return;
  g_cancellable_cancel (self->test);
  g_clear_object (&self->test);
}

/* What is typed can be used as it stands. */
static gboolean
check (RelaisPreferencesDialog *self)
{
  const char *url = gtk_editable_get_text (GTK_EDITABLE (self->url_row));
  const char *model = gtk_editable_get_text (GTK_EDITABLE (self->model_row));
  gboolean url_good = mark (self->url_row, is_url_good (url));
  gboolean model_good = mark (self->model_row, *model != '\0');

  gtk_widget_set_sensitive (GTK_WIDGET (self->test_button), url_good && model_good);
  if (!url_good)
    say_test (self, _("The address must begin with “https://”, or lead to this machine."), "dialog-warning-symbolic", "warning");
  else if (!model_good)
    say_test (self, _("Say which model to ask."), "dialog-warning-symbolic", "warning");
  else
    say_test (self, _("One short question, without any of your mail"), NULL, NULL);
  gtk_widget_set_sensitive (GTK_WIDGET (self->test_button), url_good && model_good);

  return url_good && model_good;
}

static DexFuture *
save (RelaisPreferencesDialog *self,
      const char              *key)
{
  g_clear_handle_id (&self->model_id, g_source_remove);

  return relais_workspace_set_model (self->workspace, gtk_editable_get_text (GTK_EDITABLE (self->url_row)),
                                     gtk_editable_get_text (GTK_EDITABLE (self->model_row)), key);
}

static gboolean
holds_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* One row stands for the other, also for the keyboard: a focus that is hidden is nowhere, and Escape would not close the dialog. */
static void
show_key_row (RelaisPreferencesDialog *self,
              gboolean                 kept)
{
  GtkWidget *rows[] = { GTK_WIDGET (self->key_row), GTK_WIDGET (self->key_kept_row) };

  gtk_widget_set_visible (rows[kept], TRUE);
  if (holds_focus (rows[!kept]))
    gtk_widget_child_focus (rows[kept], GTK_DIR_TAB_FORWARD);
  gtk_widget_set_visible (rows[!kept], FALSE);
}

static void
show_key (RelaisPreferencesDialog *self)
{
  /* What is being typed is newer than what was kept. */
  show_key_row (self, *gtk_editable_get_text (GTK_EDITABLE (self->key_row)) == '\0' &&
                      relais_workspace_has_model_key (self->workspace, gtk_editable_get_text (GTK_EDITABLE (self->url_row))));
}

/* It is kept now, or was forgotten; empty, there is nothing to apply. */
static void
clear_key (RelaisPreferencesDialog *self)
{
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->key_row), FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->key_row), "");
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self->key_row), TRUE);
  show_key (self);
}

static void
saved_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  RelaisPreferencesDialog *self = owner;

  if (error != NULL)
    relais_toast_say_error (GTK_WIDGET (self->test_row), error);
}

static void
key_saved_cb (gpointer      owner,
              const GValue *value,
              const GError *error,
              gpointer      user_data)
{
  RelaisPreferencesDialog *self = owner;

  if (error != NULL)
    {
      relais_toast_say_error (GTK_WIDGET (self->test_row), error);
      return;
    }
  clear_key (self);
}

static gboolean
save_cb (gpointer data)
{
  RelaisPreferencesDialog *self = data;

  self->model_id = 0;
  relais_future_to_ui (save (self, NULL), self, NULL, saved_cb, NULL);

  return G_SOURCE_REMOVE;
}

void
relais_preferences_dialog_keep_model (RelaisPreferencesDialog *self)
{
  if (self->model_id != 0)
    relais_future_detach (save (self, NULL), "the model was not saved");
}

static guint
find_preset (RelaisPreferencesDialog *self)
{
  const char *url = gtk_editable_get_text (GTK_EDITABLE (self->url_row));
  guint i;

  for (i = 0; i < G_N_ELEMENTS (presets); i++)
    if (g_str_equal (presets[i].url, url))
      break;

  return i;
}

static void
model_edited_cb (RelaisPreferencesDialog *self)
{
  if (self->filling || self->workspace == NULL)
    return;

  self->filling = TRUE;
  adw_combo_row_set_selected (self->preset_row, find_preset (self));
  self->filling = FALSE;

  stop_test (self);
  show_key (self);
  g_clear_handle_id (&self->model_id, g_source_remove);
  if (check (self))
    self->model_id = g_timeout_add (SAVE_DELAY_MS, save_cb, self);
}

static void
preset_selected_cb (RelaisPreferencesDialog *self)
{
  guint i = adw_combo_row_get_selected (self->preset_row);

  if (self->filling || self->workspace == NULL || i >= G_N_ELEMENTS (presets))
    return;

  self->filling = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->url_row), presets[i].url);
  gtk_editable_set_text (GTK_EDITABLE (self->model_row), presets[i].model);
  self->filling = FALSE;
  model_edited_cb (self);
}

static void
key_apply_cb (RelaisPreferencesDialog *self)
{
  const char *key = gtk_editable_get_text (GTK_EDITABLE (self->key_row));

  if (*key != '\0' && check (self))
    relais_future_to_ui (save (self, key), self, NULL, key_saved_cb, NULL);
}

static void
key_replace_cb (RelaisPreferencesDialog *self)
{
  show_key_row (self, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (self->key_row));
}

static void
key_forget_cb (RelaisPreferencesDialog *self)
{
  relais_future_to_ui (save (self, ""), self, NULL, key_saved_cb, NULL);
}

static void
tested_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  RelaisPreferencesDialog *self = owner;
  g_autofree char *sentence = NULL;

  if (error != NULL && relais_error_is_cancelled (error))
    return;
  g_clear_object (&self->test);
  /* Translators: %s is the name of a model, as its service calls it */
  sentence = error != NULL ? relais_words_dup_error (error) : g_strdup_printf (_("It works: %s answered."), g_value_get_string (value));
  say_test (self, sentence, error != NULL ? "dialog-error-symbolic" : "object-select-symbolic", error != NULL ? "error" : "success");
  gtk_accessible_announce (GTK_ACCESSIBLE (self), sentence, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
test_saved_cb (gpointer      owner,
               const GValue *value,
               const GError *error,
               gpointer      user_data)
{
  RelaisPreferencesDialog *self = owner;

  if (error != NULL)
    {
      tested_cb (self, NULL, error, NULL);
      return;
    }
  clear_key (self);
  stop_test (self);
  self->test = g_cancellable_new ();
  relais_future_to_ui (relais_workspace_test_model (self->workspace), self, self->test, tested_cb, NULL);
}

/* What is tested is what is shown: a key that was typed counts. */
static void
test_cb (RelaisPreferencesDialog *self)
{
  const char *key = gtk_editable_get_text (GTK_EDITABLE (self->key_row));

  if (!check (self))
    return;
  say_test (self, _("Asking…"), NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->test_spinner), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->test_button), FALSE);
  relais_future_to_ui (save (self, *key != '\0' ? key : NULL), self, NULL, test_saved_cb, NULL);
}

void
relais_preferences_dialog_class_model (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, model_enabled_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, model_prefer_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, preset_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, url_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, model_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, key_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, key_kept_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, test_row);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, test_spinner);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, test_icon);
  gtk_widget_class_bind_template_child (widget_class, RelaisPreferencesDialog, test_button);
  gtk_widget_class_bind_template_callback (widget_class, preset_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, model_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_apply_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_replace_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_forget_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
}

void
relais_preferences_dialog_init_model (RelaisPreferencesDialog *self)
{
  RelaisSettings *settings = get_settings (self);
  g_autoptr(GtkStringList) names = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (presets); i++)
    gtk_string_list_append (names, presets[i].name);
  /* Translators: another provider than those named */
  gtk_string_list_append (names, C_("provider", "Other"));

  self->filling = TRUE;
  adw_combo_row_set_model (self->preset_row, G_LIST_MODEL (names));
  gtk_editable_set_text (GTK_EDITABLE (self->url_row), relais_settings_get_string (settings, "model.base-url", presets[0].url));
  gtk_editable_set_text (GTK_EDITABLE (self->model_row), relais_settings_get_string (settings, "model.name", presets[0].model));
  adw_combo_row_set_selected (self->preset_row, find_preset (self));
  self->filling = FALSE;
  show_key (self);
  g_signal_connect_object (settings, "changed::model.has-key", G_CALLBACK (show_key), self, G_CONNECT_SWAPPED);
}
