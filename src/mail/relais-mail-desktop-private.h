/* relais-mail-desktop-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libedataserver/libedataserver.h>

#include "relais-mail.h"

G_BEGIN_DECLS

/* The desktop's mail accounts: follows the source registry through its absences. Main thread. */
typedef struct _RelaisMailDesktop RelaisMailDesktop;

typedef enum
{
  RELAIS_MAIL_DESKTOP_ADDED,
  RELAIS_MAIL_DESKTOP_CHANGED,
  RELAIS_MAIL_DESKTOP_REMOVED,
} RelaisMailDesktopEvent;

typedef void (*RelaisMailDesktopStateFunc)  (RelaisMailState         state,
                                             gpointer                user_data);
typedef void (*RelaisMailDesktopSourceFunc) (RelaisMailDesktopEvent  event,
                                             ESource                *source,
                                             gpointer                user_data);

/* @state_func: called when the answer to "are there accounts, and why not" changes; first when it is known at all */
RelaisMailDesktop *relais_mail_desktop_new          (RelaisMailDesktopStateFunc   state_func,
                                                     RelaisMailDesktopSourceFunc  source_func,
                                                     gpointer                     user_data);
void               relais_mail_desktop_free         (RelaisMailDesktop           *self);

/* (transfer none) (nullable) */
ESourceRegistry   *relais_mail_desktop_get_registry (RelaisMailDesktop           *self);

G_END_DECLS
