/* relais-mail-desktop.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-mail-desktop-private.h"

/* The name changes with the protocol's version, 5 since evolution-data-server 3.22. */
#define REGISTRY_NAME "org.gnome.evolution.dataserver.Sources5"
#define SANDBOX_FILE "/.flatpak-info"
#define FIRST_RESTART_MS 500
#define MAX_RESTART_MS (60 * 1000)
#define RETURN_MS 500

struct _RelaisMailDesktop
{
  RelaisMailDesktopStateFunc   state_func;
  RelaisMailDesktopSourceFunc  source_func;
  gpointer                     user_data;
  GCancellable                *cancellable;  /* (owned) */
  GDBusConnection             *bus;          /* (owned) (nullable) */
  ESourceRegistry             *registry;     /* (owned) (nullable) */
  gulong                       handlers[5];
  guint                        watch_id;
  guint                        restart_id;
  guint                        return_id;
  gboolean                     away;         /* the service left after it had been there */
  guint                        n_restarts;
};

/* Accounts that live on a server and can be opened as folders. Others of the desktop are its own: "local", "vfolder", "rss". */
static const char *const backends[] = { "imapx", "ews", "microsoft365", NULL };

static void open_registry (RelaisMailDesktop *self);

static gboolean
is_mail_account (RelaisMailDesktop *self,
                 ESource           *source)
{
  g_autofree char *backend = NULL;

  if (!e_source_has_extension (source, E_SOURCE_EXTENSION_MAIL_ACCOUNT) ||
      !e_source_registry_check_enabled (self->registry, source))
    return FALSE;

  backend = e_source_backend_dup_backend_name (e_source_get_extension (source, E_SOURCE_EXTENSION_MAIL_ACCOUNT));

  return backend != NULL && g_strv_contains (backends, backend);
}

static void
source_appeared_cb (RelaisMailDesktop *self,
                    ESource           *source,
                    ESourceRegistry   *registry)
{
  if (is_mail_account (self, source))
    self->source_func (RELAIS_MAIL_DESKTOP_ADDED, source, self->user_data);
}

static void
source_changed_cb (RelaisMailDesktop *self,
                   ESource           *source,
                   ESourceRegistry   *registry)
{
  self->source_func (RELAIS_MAIL_DESKTOP_CHANGED, source, self->user_data);
}

static void
source_gone_cb (RelaisMailDesktop *self,
                ESource           *source,
                ESourceRegistry   *registry)
{
  self->source_func (RELAIS_MAIL_DESKTOP_REMOVED, source, self->user_data);
}

static void
restarted_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GVariant) reply = NULL;
  g_autoptr(GError) error = NULL;

  /* Success is seen by the name's appearance. */
  reply = g_dbus_connection_call_finish (G_DBUS_CONNECTION (object), result, &error);
  if (reply == NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_info ("the source registry cannot be started: %s/%d", g_quark_to_string (error->domain), error->code);
}

static gboolean
restart_cb (gpointer data)
{
  RelaisMailDesktop *self = data;

  self->restart_id = g_timeout_add (MIN (FIRST_RESTART_MS << MIN (self->n_restarts, 8), MAX_RESTART_MS), restart_cb, self);
  self->n_restarts++;

  if (self->registry == NULL)
    open_registry (self);
  else
    g_dbus_connection_call (self->bus, "org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                            "StartServiceByName", g_variant_new ("(su)", REGISTRY_NAME, 0), G_VARIANT_TYPE ("(u)"),
                            G_DBUS_CALL_FLAGS_NONE, -1, self->cancellable, restarted_cb, self);

  return G_SOURCE_REMOVE;
}

static void
schedule_restart (RelaisMailDesktop *self)
{
  if (self->restart_id == 0)
    self->restart_id = g_timeout_add (FIRST_RESTART_MS, restart_cb, self);
}

static void
tell_ready (RelaisMailDesktop *self)
{
  g_autolist(ESource) all = e_source_registry_list_sources (self->registry, NULL);
  gboolean hidden = all == NULL && g_file_test (SANDBOX_FILE, G_FILE_TEST_EXISTS);

  g_clear_handle_id (&self->restart_id, g_source_remove);
  self->n_restarts = 0;
  self->away = FALSE;

  for (GList *l = all; l != NULL; l = l->next)
    source_appeared_cb (self, l->data, self->registry);
  self->state_func (hidden ? RELAIS_MAIL_NOT_ALLOWED : RELAIS_MAIL_READY, self->user_data);
}

static gboolean
returned_cb (gpointer data)
{
  RelaisMailDesktop *self = data;

  self->return_id = 0;
  tell_ready (self);

  return G_SOURCE_REMOVE;
}

/* Not yet: the registry object asks the service that is back for everything once more. */
static void
name_appeared_cb (GDBusConnection *connection,
                  const char      *name,
                  const char      *owner,
                  gpointer         user_data)
{
  RelaisMailDesktop *self = user_data;

  if (self->registry != NULL && self->return_id == 0)
    self->return_id = g_timeout_add (self->away ? RETURN_MS : 0, returned_cb, self);
}

/* The registry object keeps its sources for reading while the service is away, so accounts go on; only nothing can be changed. */
static void
name_vanished_cb (GDBusConnection *connection,
                  const char      *name,
                  gpointer         user_data)
{
  RelaisMailDesktop *self = user_data;

  if (self->registry == NULL)
    return;

  self->away = TRUE;
  g_clear_handle_id (&self->return_id, g_source_remove);
  self->state_func (RELAIS_MAIL_NO_SERVICE, self->user_data);
  schedule_restart (self);
}

static void
registry_opened_cb (GObject      *object,
                    GAsyncResult *result,
                    gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(ESourceRegistry) registry = e_source_registry_new_finish (result, &error);
  RelaisMailDesktop *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (registry == NULL)
    {
      g_info ("no source registry: %s/%d", g_quark_to_string (error->domain), error->code);
      self->state_func (RELAIS_MAIL_NO_SERVICE, self->user_data);
      schedule_restart (self);
      return;
    }

  self->registry = g_steal_pointer (&registry);
  self->handlers[0] = g_signal_connect_swapped (self->registry, "source-added", G_CALLBACK (source_appeared_cb), self);
  self->handlers[1] = g_signal_connect_swapped (self->registry, "source-enabled", G_CALLBACK (source_appeared_cb), self);
  self->handlers[2] = g_signal_connect_swapped (self->registry, "source-changed", G_CALLBACK (source_changed_cb), self);
  self->handlers[3] = g_signal_connect_swapped (self->registry, "source-removed", G_CALLBACK (source_gone_cb), self);
  self->handlers[4] = g_signal_connect_swapped (self->registry, "source-disabled", G_CALLBACK (source_gone_cb), self);

  if (self->watch_id == 0)
    self->watch_id = g_bus_watch_name_on_connection (self->bus, REGISTRY_NAME, G_BUS_NAME_WATCHER_FLAGS_NONE,
                                                     name_appeared_cb, name_vanished_cb, self, NULL);
  tell_ready (self);
}

static void
open_registry (RelaisMailDesktop *self)
{
  e_source_registry_new (self->cancellable, registry_opened_cb, self);
}

static void
bus_found_cb (GObject      *object,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GDBusConnection) bus = g_bus_get_finish (result, &error);
  RelaisMailDesktop *self = user_data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;

  if (bus == NULL)
    {
      self->state_func (RELAIS_MAIL_NO_BUS, self->user_data);
      return;
    }

  self->bus = g_steal_pointer (&bus);
  open_registry (self);
}

RelaisMailDesktop *
relais_mail_desktop_new (RelaisMailDesktopStateFunc   state_func,
                         RelaisMailDesktopSourceFunc  source_func,
                         gpointer                     user_data)
{
  RelaisMailDesktop *self = g_new0 (RelaisMailDesktop, 1);

  self->state_func = state_func;
  self->source_func = source_func;
  self->user_data = user_data;
  self->cancellable = g_cancellable_new ();
  g_bus_get (G_BUS_TYPE_SESSION, self->cancellable, bus_found_cb, self);

  return self;
}

void
relais_mail_desktop_free (RelaisMailDesktop *self)
{
  /* Every callback on its way sees the cancellation before it looks at us. */
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->restart_id, g_source_remove);
  g_clear_handle_id (&self->return_id, g_source_remove);
  g_clear_handle_id (&self->watch_id, g_bus_unwatch_name);
  for (guint i = 0; self->registry != NULL && i < G_N_ELEMENTS (self->handlers); i++)
    g_clear_signal_handler (&self->handlers[i], self->registry);
  g_clear_object (&self->registry);
  g_clear_object (&self->bus);
  g_free (self);
}

ESourceRegistry *
relais_mail_desktop_get_registry (RelaisMailDesktop *self)
{
  return self->registry;
}
