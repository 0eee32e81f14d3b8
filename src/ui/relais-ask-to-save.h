/* relais-ask-to-save.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

typedef void (*RelaisSaveFunc) (AdwDialog *form);

/* Escape, Cancel and the back gesture in a form: what was written is not thrown away unasked. Closes @form, at once when nothing was
 * @changed; @save closes it by itself when it has. */
void relais_ask_to_save (AdwDialog      *form,
                         gboolean        changed,
                         RelaisSaveFunc  save);

G_END_DECLS
