/* relais-notifier.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "relais-workspace.h"

G_BEGIN_DECLS

/* Tells the desktop what needs somebody, once: mail that came back or did not leave, a mailbox that needs a hand, what triage cannot do alone,
 * new mail. What comes together is told together, and a click opens where it is seen to. Never what a message says. The keys
 * notify-attention and notify-new-mail switch it. */
#define RELAIS_TYPE_NOTIFIER (relais_notifier_get_type ())

G_DECLARE_FINAL_TYPE (RelaisNotifier, relais_notifier, RELAIS, NOTIFIER, GObject)

RelaisNotifier *relais_notifier_new (GApplication    *application,
                                     RelaisWorkspace *workspace);

G_END_DECLS
