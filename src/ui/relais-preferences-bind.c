/* relais-preferences-bind.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-preferences-bind.h"
#include "relais-toast.h"

/* A word is typed, a number is stepped through, before it is saved. */
#define SAVE_DELAY_MS 500

typedef enum
{
  BIND_BOOLEAN,
  BIND_INT,
  BIND_SHARE,
  BIND_TEXT,
} BindType;

typedef struct
{
  BindType        type;
  RelaisSettings *settings;    /* (owned) */
  char           *key;         /* (owned) */
  const char     *property;    /* static */
  double          otherwise;
  char           *text;        /* (owned) (nullable) the default of a text */
  GObject        *target;      /* (unowned) it owns us */
  GtkWidget      *widget;      /* (unowned) lives as long as the target */
  gulong          changed_id;
  guint           save_id;     /* source */
  gboolean        filling;
} Binding;

static void
saved_cb (gpointer      owner,
          const GValue *value,
          const GError *error,
          gpointer      user_data)
{
  if (error != NULL)
    relais_toast_say_error (owner, error);
}

static DexFuture *
save (Binding *self)
{
  g_autofree char *text = NULL;
  gboolean active;
  double number;

  g_clear_handle_id (&self->save_id, g_source_remove);
  switch (self->type)
    {
    case BIND_BOOLEAN:
      g_object_get (self->target, self->property, &active, NULL);
      return relais_settings_set_boolean (self->settings, self->key, active);
    case BIND_INT:
      g_object_get (self->target, self->property, &number, NULL);
      return relais_settings_set_int (self->settings, self->key, (gint64) (number + 0.5));
    case BIND_SHARE:
      g_object_get (self->target, self->property, &number, NULL);
      return relais_settings_set_double (self->settings, self->key, number / 100);
    case BIND_TEXT:
    default:
      g_object_get (self->target, self->property, &text, NULL);
      return relais_settings_set_string (self->settings, self->key, text);
    }
}

static gboolean
save_cb (gpointer data)
{
  Binding *self = data;

  self->save_id = 0;
  relais_future_to_ui (save (self), self->widget, NULL, saved_cb, NULL);

  return G_SOURCE_REMOVE;
}

static void
edited_cb (Binding *self)
{
  if (self->filling)
    return;

  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (self->type == BIND_BOOLEAN ? 0 : SAVE_DELAY_MS, save_cb, self);
}

static void
fill (Binding *self)
{
  /* What is being typed is newer than what was saved. */
  if (self->save_id != 0)
    return;

  self->filling = TRUE;
  switch (self->type)
    {
    case BIND_BOOLEAN:
      g_object_set (self->target, self->property,
                    relais_settings_get_boolean (self->settings, self->key, self->otherwise > 0), NULL);
      break;
    case BIND_INT:
      g_object_set (self->target, self->property,
                    (double) relais_settings_get_int (self->settings, self->key, (gint64) self->otherwise), NULL);
      break;
    case BIND_SHARE:
      g_object_set (self->target, self->property,
                    100 * relais_settings_get_double (self->settings, self->key, self->otherwise), NULL);
      break;
    case BIND_TEXT:
    default:
      {
        const char *kept = relais_settings_get_string (self->settings, self->key, self->text);
        g_autofree char *shown = NULL;

        /* Setting the same text again would move the cursor. */
        g_object_get (self->target, self->property, &shown, NULL);
        if (g_strcmp0 (shown, kept) != 0)
          g_object_set (self->target, self->property, kept, NULL);
      }
    }
  self->filling = FALSE;
}

static void
binding_free (gpointer data)
{
  Binding *self = data;

  if (self->save_id != 0)
    relais_future_detach (save (self), "a setting was not saved");
  g_clear_signal_handler (&self->changed_id, self->settings);
  g_object_unref (self->settings);
  g_free (self->key);
  g_free (self->text);
  g_free (self);
}

/* When the dialog closes the widgets lose their text before they go: what waits is saved now. */
static void
unmapped_cb (Binding *self)
{
  if (self->save_id != 0)
    relais_future_detach (save (self), "a setting was not saved");
}

static void
tie (BindType        type,
     RelaisSettings *settings,
     const char     *key,
     const char     *property,
     double          otherwise,
     const char     *text,
     GObject        *target,
     GtkWidget      *widget)
{
  g_autofree char *changed = g_strconcat ("changed::", key, NULL);
  g_autofree char *notify = g_strconcat ("notify::", property, NULL);
  Binding *self = g_new0 (Binding, 1);

  self->type = type;
  self->settings = g_object_ref (settings);
  self->key = g_strdup (key);
  self->property = property;
  self->otherwise = otherwise;
  self->text = g_strdup (text);
  self->target = target;
  self->widget = widget;
  self->changed_id = g_signal_connect_swapped (settings, changed, G_CALLBACK (fill), self);
  fill (self);
  g_signal_connect_swapped (target, notify, G_CALLBACK (edited_cb), self);
  g_signal_connect_swapped (widget, "unmap", G_CALLBACK (unmapped_cb), self);
  g_object_set_data_full (G_OBJECT (widget), changed, self, binding_free);
}

void
relais_preferences_bind_boolean (RelaisSettings *settings,
                                 const char     *key,
                                 gboolean        otherwise,
                                 AdwSwitchRow   *row)
{
  tie (BIND_BOOLEAN, settings, key, "active", otherwise, NULL, G_OBJECT (row), GTK_WIDGET (row));
}

void
relais_preferences_bind_int (RelaisSettings *settings,
                             const char     *key,
                             gint64          otherwise,
                             AdwSpinRow     *row)
{
  tie (BIND_INT, settings, key, "value", (double) otherwise, NULL, G_OBJECT (row), GTK_WIDGET (row));
}

void
relais_preferences_bind_share (RelaisSettings *settings,
                               const char     *key,
                               double          otherwise,
                               AdwSpinRow     *row)
{
  tie (BIND_SHARE, settings, key, "value", otherwise, NULL, G_OBJECT (row), GTK_WIDGET (row));
}

void
relais_preferences_bind_text (RelaisSettings *settings,
                              const char     *key,
                              const char     *otherwise,
                              GObject        *target,
                              GtkWidget      *widget)
{
  tie (BIND_TEXT, settings, key, "text", 0, otherwise, target, widget);
}
