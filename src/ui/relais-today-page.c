/* relais-today-page.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "relais-add-account-dialog.h"
#include "relais-first-steps.h"
#include "relais-today-page-private.h"

/* The first of what changes in bursts is read at once, the others so long after it; without a pause while there is nothing to see. */
#define REFRESH_MS 150

/* More than this nobody works through in a day; the inbox has the rest. */
#define MAX_ITEMS 200

G_DEFINE_FINAL_TYPE (RelaisTodayPage, relais_today_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_COUNT = 1,
  PROP_LOADING,
} RelaisTodayPageProperty;

static GParamSpec *props[PROP_LOADING + 1];

static void
set_count (RelaisTodayPage *self,
           guint            count)
{
  if (self->count == count)
    return;

  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNT]);
}

static void
kinds_changed_cb (RelaisTodayPage *self)
{
  relais_today_page_update (self);
  relais_today_page_refresh (self);
}

static void
begun_cb (RelaisTodayPage *self)
{
  self->beginning = FALSE;
  relais_today_page_update (self);
}

static void
make_first_steps (RelaisTodayPage *self)
{
  if (self->first_steps != NULL)
    return;

  self->first_steps = relais_first_steps_new (self->workspace);
  gtk_stack_add_named (self->stack, self->first_steps, "first-steps");
  g_signal_connect_object (self->first_steps, "begun", G_CALLBACK (begun_cb), self, G_CONNECT_SWAPPED);
}

static const char *
choose_page (RelaisTodayPage *self)
{
  RelaisMail *mail = relais_workspace_get_mail (self->workspace);
  RelaisMailState state = relais_mail_get_state (mail);
  gboolean accounts = g_list_model_get_n_items (relais_mail_get_accounts (mail)) > 0;
  gboolean kinds = g_list_model_get_n_items (G_LIST_MODEL (relais_workspace_get_kinds (self->workspace))) > 0;

  self->beginning |= !kinds;
  /* What could not leave comes before anything new. */
  if (self->beginning && (self->lists[RELAIS_TODAY_FAILED] == NULL ||
                          g_list_model_get_n_items (self->lists[RELAIS_TODAY_FAILED]) == 0))
    {
      make_first_steps (self);
      return "first-steps";
    }
  for (guint i = 0; i < N_TODAY_GROUPS; i++)
    if (self->lists[i] == NULL)
      return "loading";
  if (self->count > 0 || g_list_model_get_n_items (self->lists[RELAIS_TODAY_AUTOMATIC]) > 0)
    return "list";
  if ((!accounts && (state == RELAIS_MAIL_STOPPED || state == RELAIS_MAIL_STARTING)) || self->sorting)
    return "loading";

  return accounts ? "empty" : "no-account";
}

static void
show_page (RelaisTodayPage *self)
{
  gboolean was_loading = relais_today_page_is_loading (self);

  gtk_stack_set_visible_child_name (self->stack, choose_page (self));
  if (relais_today_page_is_loading (self) != was_loading)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

/* Shows what was read. */
void
relais_today_page_update (RelaisTodayPage *self)
{
  guint count;

  /* Read in time, and a moment too early to say that there is nothing. */
  if (!relais_workspace_is_open (self->workspace))
    return;

  count = relais_today_page_show_repairs (self) + relais_today_page_show_groups (self);
  set_count (self, count);
  self->sorting &= count == 0;
  show_page (self);
}

static void
listed_cb (gpointer      owner,
           const GValue *value,
           const GError *error,
           gpointer      user_data)
{
  RelaisTodayPage *self = owner;
  guint group = GPOINTER_TO_UINT (user_data);

  if (relais_error_is_cancelled (error))
    return;

  self->n_reading--;
  if (error != NULL)
    {
      g_warning ("today cannot be read: %s", error->message);
    }
  else
    {
      g_set_object (&self->lists[group], G_LIST_MODEL (g_value_get_object (value)));
      if (group == RELAIS_TODAY_AUTOMATIC)
        relais_today_page_show_automatic (self);
      relais_today_page_update (self);
    }
  if (self->n_reading == 0 && self->stale)
    relais_today_page_refresh (self);
}

static gboolean
refresh_cb (gpointer data)
{
  RelaisTodayPage *self = data;

  self->refresh_id = 0;
  self->refreshed = g_get_monotonic_time ();
  self->stale = FALSE;
  self->n_reading = N_TODAY_GROUPS;
  for (guint i = 0; i < N_TODAY_GROUPS; i++)
    {
      relais_cancellable_renew (&self->cancellables[i]);
      relais_future_to_ui (relais_triage_list_today (relais_workspace_get_triage (self->workspace), (RelaisTodayGroup) i, MAX_ITEMS),
                           self, self->cancellables[i], listed_cb, GUINT_TO_POINTER (i));
    }

  return G_SOURCE_REMOVE;
}

void
relais_today_page_refresh (RelaisTodayPage *self)
{
  gint64 due = self->refreshed / 1000 + REFRESH_MS - g_get_monotonic_time () / 1000;

  if (self->workspace == NULL || self->refresh_id != 0)
    return;

  if (self->n_reading > 0)
    self->stale = TRUE;
  else
    self->refresh_id = g_timeout_add (relais_today_page_is_loading (self) ? 0 : (guint) MAX (due, 0), refresh_cb, self);
}

static void
chosen_cb (RelaisTodayPage    *self,
           RelaisTriageRecord *record)
{
  relais_today_page_open (self, record);
}

static void
waiting_deed_cb (RelaisTodayPage    *self,
                 RelaisTriageRecord *record)
{
  relais_today_page_send (self, record);
}

static void
task_deed_cb (RelaisTodayPage    *self,
              RelaisTriageRecord *record)
{
  relais_today_page_finish (self, record);
}

static void
failed_deed_cb (RelaisTodayPage    *self,
                RelaisTriageRecord *record)
{
  relais_today_page_retry (self, record);
}

static void
add_account_cb (RelaisTodayPage *self)
{
  adw_dialog_present (ADW_DIALOG (relais_add_account_dialog_new (self->workspace)), GTK_WIDGET (self));
}

void
relais_today_page_set_workspace (RelaisTodayPage *self,
                                 RelaisWorkspace *workspace)
{
  RelaisTriage *triage;

  g_return_if_fail (RELAIS_IS_TODAY_PAGE (self));
  g_return_if_fail (self->workspace == NULL);

  self->workspace = g_object_ref (workspace);
  self->sorting = relais_workspace_is_demo (workspace);
  relais_today_section_set_workspace (self->failed, workspace, RELAIS_TODAY_FAILED);
  relais_today_section_set_workspace (self->unread, workspace, RELAIS_TODAY_FAILED);
  relais_today_section_set_workspace (self->waiting, workspace, RELAIS_TODAY_WAITING);
  relais_today_section_set_workspace (self->tasks, workspace, RELAIS_TODAY_TASKS);
  relais_today_section_set_workspace (self->unanswered, workspace, RELAIS_TODAY_UNANSWERED);

  triage = relais_workspace_get_triage (workspace);
  g_signal_connect_object (triage, "decided", G_CALLBACK (relais_today_page_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (triage, "answer-changed", G_CALLBACK (relais_today_page_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (triage, "failed", G_CALLBACK (relais_today_page_refresh), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (relais_workspace_get_deliveries (workspace), "changed", G_CALLBACK (relais_today_page_refresh), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (relais_workspace_get_kinds (workspace), "changed", G_CALLBACK (kinds_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workspace, "opened", G_CALLBACK (relais_today_page_update), self, G_CONNECT_SWAPPED);
  relais_today_page_watch_mail (self);
  /* Somebody waits for it: before anything else is read. */
  refresh_cb (self);
}

guint
relais_today_page_get_count (RelaisTodayPage *self)
{
  g_return_val_if_fail (RELAIS_IS_TODAY_PAGE (self), 0);

  return self->count;
}

gboolean
relais_today_page_is_loading (RelaisTodayPage *self)
{
  g_return_val_if_fail (RELAIS_IS_TODAY_PAGE (self), FALSE);

  return g_str_equal (gtk_stack_get_visible_child_name (self->stack), "loading");
}

static void
relais_today_page_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  switch ((RelaisTodayPageProperty) prop_id)
    {
    case PROP_COUNT:
      g_value_set_uint (value, RELAIS_TODAY_PAGE (object)->count);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, relais_today_page_is_loading (RELAIS_TODAY_PAGE (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
relais_today_page_dispose (GObject *object)
{
  RelaisTodayPage *self = RELAIS_TODAY_PAGE (object);

  g_clear_handle_id (&self->refresh_id, g_source_remove);
  g_clear_handle_id (&self->tick_id, g_source_remove);
  for (guint i = 0; i < N_TODAY_GROUPS; i++)
    {
      g_cancellable_cancel (self->cancellables[i]);
      g_clear_object (&self->cancellables[i]);
      g_clear_object (&self->lists[i]);
    }
  g_clear_object (&self->actions);
  g_clear_object (&self->workspace);
  gtk_widget_dispose_template (GTK_WIDGET (self), RELAIS_TYPE_TODAY_PAGE);

  G_OBJECT_CLASS (relais_today_page_parent_class)->dispose (object);
}

static void
relais_today_page_finalize (GObject *object)
{
  RelaisTodayPage *self = RELAIS_TODAY_PAGE (object);

  g_clear_pointer (&self->automatic, g_ptr_array_unref);

  G_OBJECT_CLASS (relais_today_page_parent_class)->finalize (object);
}

static void
relais_today_page_class_init (RelaisTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = relais_today_page_dispose;
  object_class->finalize = relais_today_page_finalize;
  object_class->get_property = relais_today_page_get_property;

  props[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, TRUE,
                                              G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (props), props);

  g_type_ensure (RELAIS_TYPE_TODAY_REPAIRS);
  g_type_ensure (RELAIS_TYPE_TODAY_SECTION);

  gtk_widget_class_set_template_from_resource (widget_class, "/org/relais/Relais/ui/relais-today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayPage, repairs);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayPage, failed);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayPage, unread);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayPage, waiting);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayPage, tasks);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayPage, unanswered);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayPage, approve_button);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayPage, automatic_group);
  gtk_widget_class_bind_template_child (widget_class, RelaisTodayPage, automatic_row);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, waiting_deed_cb);
  gtk_widget_class_bind_template_callback (widget_class, task_deed_cb);
  gtk_widget_class_bind_template_callback (widget_class, failed_deed_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_account_cb);
}

static void
relais_today_page_init (RelaisTodayPage *self)
{
  self->automatic = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  relais_today_page_init_actions (self);
}
