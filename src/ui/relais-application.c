/* relais-application.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib-unix.h>
#include <glib/gi18n.h>

#include "relais-about.h"
#include "relais-application.h"
#include "relais-compose-window.h"
#include "relais-environment.h"
#include "relais-notifier.h"
#include "relais-preferences-dialog.h"
#include "relais-toolkit.h"
#include "relais-ui-resources.h"
#include "relais-window.h"

struct _RelaisApplication
{
  AdwApplication   parent_instance;

  RelaisWorkspace *workspace;      /* (owned) (nullable) in the instance that has the window */
  RelaisNotifier  *notifier;       /* (owned) (nullable) */
  char            *name;           /* (owned) (nullable) */
  gboolean         demo;
  gboolean         stopping;
};

G_DEFINE_FINAL_TYPE (RelaisApplication, relais_application, ADW_TYPE_APPLICATION)

/* A workspace that does not close by itself must not keep the application open for ever. */
#define STOP_SECONDS 5

static RelaisWindow *
get_window (RelaisApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));

  for (GList *l = windows; l != NULL; l = l->next)
    if (RELAIS_IS_WINDOW (l->data))
      return l->data;

  return NULL;
}

static void
opened_cb (RelaisApplication *self)
{
  RelaisWindow *window = get_window (self);

  if (window != NULL && !self->stopping)
    relais_window_set_ready (window, NULL);
}

static void
started_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  RelaisApplication *self = owner;
  RelaisWindow *window = get_window (self);

  if (window != NULL && error != NULL && !self->stopping)
    relais_window_set_ready (window, error);
}

static gboolean
give_up_cb (gpointer data)
{
  g_warning ("the workspace does not close");
  g_application_quit (G_APPLICATION (data));

  return G_SOURCE_REMOVE;
}

static void
stopped_cb (gpointer      owner,
            const GValue *value,
            const GError *error,
            gpointer      user_data)
{
  g_application_quit (G_APPLICATION (owner));
}

/* Closing waits for the workspace: a lease given back, a temporary folder removed. The windows are gone at once; a hidden one would
 * be the end of us when a screen reader still asks for it, see relais-compose-window-send.c. */
static void
stop (RelaisApplication *self)
{
  g_autoptr(GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (self)));

  if (self->stopping)
    return;
  self->stopping = TRUE;
  g_application_hold (G_APPLICATION (self));
  for (GList *l = windows; l != NULL; l = l->next)
    {
      if (RELAIS_IS_WINDOW (l->data))
        relais_window_keep (l->data);
      else if (RELAIS_IS_COMPOSE_WINDOW (l->data))
        relais_compose_window_keep (l->data);
      gtk_window_destroy (l->data);
    }
  if (self->workspace == NULL)
    {
      g_application_quit (G_APPLICATION (self));
      return;
    }

  g_timeout_add_seconds (STOP_SECONDS, give_up_cb, self);
  relais_environment_end_after (2 * STOP_SECONDS);
  relais_future_to_ui (relais_workspace_stop (self->workspace), self, NULL, stopped_cb, NULL);
}

/* A second time ends the program at once. */
static gboolean
asked_to_end_cb (gpointer data)
{
  stop (data);

  return G_SOURCE_REMOVE;
}

static gboolean
close_request_cb (RelaisApplication *self)
{
  stop (self);

  return GDK_EVENT_STOP;
}

static void
quit_action (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       user_data)
{
  RelaisWindow *window = get_window (user_data);

  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
  else
    stop (user_data);
}

static void
about_action (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       user_data)
{
  adw_dialog_present (relais_about_new (), GTK_WIDGET (get_window (user_data)));
}

static void
preferences_action (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       user_data)
{
  RelaisApplication *self = user_data;
  RelaisWindow *window = get_window (self);

  if (window != NULL && self->workspace != NULL)
    adw_dialog_present (ADW_DIALOG (relais_preferences_dialog_new (self->workspace)), GTK_WIDGET (window));
}

static void
shortcuts_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  RelaisWindow *window = get_window (user_data);

  if (window != NULL)
    relais_window_show_shortcuts (window);
}

static void
open_demo_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GSubprocess) demo = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  /* A demo is another workspace: a process of its own, so that nothing of it can touch real mail. */
  demo = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program != NULL ? program : "relais", "--demo", NULL);
  if (demo == NULL)
    g_warning ("demo: %s", error->message);
}

static void
show_page_action (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       user_data)
{
  RelaisWindow *window = get_window (user_data);

  if (window == NULL)
    return;
  relais_window_show_page (window, g_variant_get_string (parameter, NULL));
  gtk_window_present (GTK_WINDOW (window));
}

static const GActionEntry actions[] = {
  { "quit", quit_action },
  { "about", about_action },
  { "preferences", preferences_action },
  { "shortcuts", shortcuts_action },
  { "open-demo", open_demo_action },
  { "show-page", show_page_action, "s" },
};

static const struct
{
  const char *action;
  const char *accelerators[3];
} shortcuts[] = {
  { "app.quit", { "<Control>q" } },
  { "app.preferences", { "<Control>comma" } },
  { "app.shortcuts", { "<Control>question" } },
  { "window.close", { "<Control>w" } },
  { "win.search", { "<Control>f" } },
  { "win.compose", { "<Control>n" } },
  { "win.next-pane", { "F6" } },
  { "win.previous-pane", { "<Shift>F6" } },
  { "win.page::today", { "<Alt>1" } },
  { "win.page::inbox", { "<Alt>2" } },
  { "win.page::kinds", { "<Alt>3" } },
  { "win.page::activity", { "<Alt>4" } },
};

static void
relais_application_startup (GApplication *application)
{
  RelaisApplication *self = RELAIS_APPLICATION (application);

  /* The disk is read on other threads while GTK starts on this one, which takes longer. */
  self->workspace = relais_workspace_new (self->name, NULL, self->demo ? RELAIS_WORKSPACE_DEMO : RELAIS_WORKSPACE_DEFAULT);
  relais_future_to_ui (relais_workspace_start (self->workspace), self, NULL, started_cb, NULL);

  g_resources_register (relais_ui_get_resource ());
  relais_toolkit_init ();
  G_APPLICATION_CLASS (relais_application_parent_class)->startup (application);

  /* A session that ends, and Ctrl+C in a terminal. */
  g_unix_signal_add (SIGTERM, asked_to_end_cb, self);
  g_unix_signal_add (SIGINT, asked_to_end_cb, self);
  g_unix_signal_add (SIGHUP, asked_to_end_cb, self);
  self->notifier = relais_notifier_new (application, self->workspace);
  gtk_window_set_default_icon_name (RELAIS_APPLICATION_ID);

  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (application), "open-demo")), !self->demo);
  for (guint i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), shortcuts[i].action, shortcuts[i].accelerators);
}

static void
make_window (RelaisApplication *self)
{
  RelaisWindow *window = relais_window_new (GTK_APPLICATION (self), self->workspace);

  g_signal_connect_object (window, "close-request", G_CALLBACK (close_request_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->workspace, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  relais_window_present_soon (window);
}

static void
relais_application_activate (GApplication *application)
{
  RelaisApplication *self = RELAIS_APPLICATION (application);

  if (self->stopping)
    return;
  if (get_window (self) == NULL)
    make_window (self);
  else
    gtk_window_present (GTK_WINDOW (get_window (self)));
}

static void
relais_application_open (GApplication  *application,
                         GFile        **files,
                         int            n_files,
                         const char    *hint)
{
  RelaisWindow *window;

  relais_application_activate (application);
  window = get_window (RELAIS_APPLICATION (application));
  for (int i = 0; window != NULL && i < n_files; i++)
    relais_window_open (window, files[i]);
}

static int
relais_application_handle_local_options (GApplication *application,
                                         GVariantDict *options)
{
  RelaisApplication *self = RELAIS_APPLICATION (application);

  g_variant_dict_lookup (options, "demo", "b", &self->demo);
  g_variant_dict_lookup (options, "workspace", "s", &self->name);
  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("Relais %s\n", RELAIS_VERSION);
      return 0;
    }
  if (self->name != NULL && !relais_workspace_is_name (self->name))
    {
      g_printerr (_("A workspace’s name has letters, digits, “-” and “_” only.\n"));
      return 2;
    }

  /* Each workspace is an application of its own on the bus; a demo shares with nobody. */
  if (self->demo)
    g_application_set_flags (application, g_application_get_flags (application) | G_APPLICATION_NON_UNIQUE);
  else if (self->name != NULL && !g_str_equal (self->name, "default"))
    {
      g_autofree char *part = g_strdelimit (g_strdup (self->name), "-", '_');
      g_autofree char *id = g_strdup_printf ("%s.w_%s", RELAIS_APPLICATION_ID, part);

      g_application_set_application_id (application, id);
    }

  return -1;
}

static void
relais_application_shutdown (GApplication *application)
{
  RelaisApplication *self = RELAIS_APPLICATION (application);
  GList *windows;

  while ((windows = gtk_application_get_windows (GTK_APPLICATION (self))) != NULL)
    gtk_window_destroy (GTK_WINDOW (windows->data));
  g_clear_object (&self->notifier);
  g_clear_object (&self->workspace);

  G_APPLICATION_CLASS (relais_application_parent_class)->shutdown (application);
}

static void
relais_application_finalize (GObject *object)
{
  g_free (RELAIS_APPLICATION (object)->name);

  G_OBJECT_CLASS (relais_application_parent_class)->finalize (object);
}

static void
relais_application_class_init (RelaisApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->finalize = relais_application_finalize;
  application_class->startup = relais_application_startup;
  application_class->activate = relais_application_activate;
  application_class->open = relais_application_open;
  application_class->handle_local_options = relais_application_handle_local_options;
  application_class->shutdown = relais_application_shutdown;
}

static void
relais_application_init (RelaisApplication *self)
{
  const GOptionEntry options[] = {
    { "demo", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Open a demo mailbox; nothing leaves the machine"), NULL },
    { "workspace", 'w', 0, G_OPTION_ARG_STRING, NULL, N_("Open this workspace"), N_("NAME") },
    { "version", 'v', 0, G_OPTION_ARG_NONE, NULL, N_("Show the version"), NULL },
    { NULL },
  };

  g_application_add_main_option_entries (G_APPLICATION (self), options);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[mailto:…|FILE.eml]"));
}

/**
 * relais_application_new:
 *
 * Returns: (transfer full)
 */
RelaisApplication *
relais_application_new (void)
{
  return g_object_new (RELAIS_TYPE_APPLICATION,
                       "application-id", RELAIS_APPLICATION_ID,
                       "flags", G_APPLICATION_HANDLES_OPEN,
                       /* Our icons and style.css; the identifier of another workspace would have another path. */
                       "resource-base-path", "/org/relais/Relais",
                       NULL);
}
