/* bench-model.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "workspace-world.h"

G_BEGIN_DECLS

/* Starts model-stub.py on this machine and makes the workspace ask it about every message. (transfer full) */
GSubprocess *bench_model_start (WorkspaceWorld *world);
void         bench_model_stop  (GSubprocess    *stub);

G_END_DECLS
