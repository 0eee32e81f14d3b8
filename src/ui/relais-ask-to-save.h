/* relais-ask-to-save.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Escape, Cancel and the back gesture in a form that was changed: what was written is not thrown away unasked. @response is called with @form
 * and "save", "discard" or "cancel". */
void relais_ask_to_save (GtkWidget *form,
                         GCallback  response);

G_END_DECLS
