/* relais-after-frame.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-after-frame.h"

typedef struct
{
  GWeakRef   widget;
  void     (*func) (GtkWidget *widget);
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_weak_ref_clear (&call->widget);
  g_free (call);
}

static gboolean
idle_cb (gpointer data)
{
  Call *call = data;
  g_autoptr(GtkWidget) widget = g_weak_ref_get (&call->widget);

  if (widget != NULL && gtk_widget_get_root (widget) != NULL)
    call->func (widget);

  return G_SOURCE_REMOVE;
}

/* Runs in the frame that is about to be painted: an idle source comes after that. */
static gboolean
tick_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       user_data)
{
  Call *call = g_new0 (Call, 1);

  g_weak_ref_init (&call->widget, widget);
  call->func = user_data;
  g_idle_add_full (G_PRIORITY_LOW, idle_cb, call, call_free);

  return G_SOURCE_REMOVE;
}

void
relais_after_frame (GtkWidget *widget,
                    void     (*func) (GtkWidget *widget))
{
  gtk_widget_add_tick_callback (widget, tick_cb, (gpointer) func, NULL);
}
