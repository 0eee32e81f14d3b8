/* relais-compose-window-private.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-compose-window.h"

G_BEGIN_DECLS

struct _RelaisComposeWindow
{
  AdwWindow            parent_instance;

  AdwToastOverlay     *toasts;
  AdwBanner           *banner;
  AdwComboRow         *from_row;
  AdwEntryRow         *to_row;
  AdwEntryRow         *cc_row;
  AdwEntryRow         *bcc_row;
  GtkToggleButton     *copies_button;
  AdwEntryRow         *subject_row;
  GtkTextView         *editor;
  AdwPreferencesGroup *files_group;
  GtkRevealer         *drop_revealer;
  GtkMenuButton       *template_button;

  GtkWindow           *parent;      /* (nullable) weak: who tells what became of it */
  RelaisWorkspace     *workspace;   /* (owned) */
  GPtrArray           *accounts;    /* (owned) of RelaisMailAccount, beside the rows of "From" */
  GListStore          *files;       /* (owned) of RelaisComposeFile */
  GStrv                thread;      /* (owned) (nullable) what it answers: ids, the oldest first */
  char                *untouched;   /* (owned) the text before anybody wrote */
  char                *untouched_head;   /* (owned) and the recipients with the subject */
  GObject             *untouched_file;   /* (owned) (nullable) the one that it began with */
  char                *kept_message;   /* (owned) (nullable) the file of the one that it passes on */
  guint                number;      /* 0, or of the draft that is kept of it */
  guint                save_id;     /* source: what was typed is kept soon */
  gboolean             filling;     /* we write ourselves */
  gboolean             unkept;      /* the banner says that it is not kept */
  gboolean             sending;
};

/* A file that goes with the mail, or a message that is passed on. */
#define RELAIS_TYPE_COMPOSE_FILE (relais_compose_file_get_type ())

G_DECLARE_FINAL_TYPE (RelaisComposeFile, relais_compose_file, RELAIS, COMPOSE_FILE, GObject)

struct _RelaisComposeFile
{
  GObject  parent_instance;

  char      *path;         /* (owned) (nullable) */
  GBytes    *message;      /* (owned) (nullable) instead of the path */
  char      *name;         /* (owned) */
  char      *media_type;   /* (owned) (nullable) NULL until it was looked at */
  goffset    size;         /* 0 until it was looked at */
  GtkWidget *row;          /* borrowed: shows it for as long as it is in the list */
};

/* One address as somebody typed it. */
typedef struct
{
  char *name;      /* (owned) (nullable) */
  char *address;   /* (owned) as it goes on the wire */
} RelaisRecipient;

void       relais_recipient_free              (RelaisRecipient      *self);

/* Reads `Name <address>, "Last, First" <address>, address`. (transfer full) (element-type RelaisRecipient); NULL with
 * RELAIS_MAIL_ERROR_INVALID and the part that is wrong in @wrong (transfer full). */
GPtrArray *relais_recipients_parse            (const char           *text,
                                               char                **wrong,
                                               GError              **error);

/* What a mailto: address asks for; each as it goes into its field, "" when not asked for. */
typedef struct
{
  char *to;
  char *cc;
  char *bcc;
  char *subject;
  char *body;
} RelaisMailto;

void       relais_mailto_free                 (RelaisMailto         *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RelaisMailto, relais_mailto_free)

/* (transfer full) (nullable): NULL when it is not one, or hides control characters. */
RelaisMailto *relais_mailto_parse             (const char           *uri);

char      *relais_compose_window_dup_text     (RelaisComposeWindow  *self);
void       relais_compose_window_say          (RelaisComposeWindow  *self,
                                               const char           *sentence);

gboolean   relais_compose_window_has_something (RelaisComposeWindow *self);

/* Recipients, subject and text, as nobody has touched them yet. */
void       relais_compose_window_begin        (RelaisComposeWindow  *self,
                                               const char           *to,
                                               const char           *cc,
                                               const char           *subject,
                                               const char           *body);

/* In relais-compose-window-reply.c */
gboolean   relais_compose_window_add_thread   (RelaisComposeWindow  *self,
                                               RelaisOutgoing       *outgoing,
                                               GError              **error);

/* In relais-compose-window-draft.c */
void       relais_compose_window_edited       (RelaisComposeWindow  *self);
void       relais_compose_window_forget       (RelaisComposeWindow  *self);

/* Closes it when it is on the disk; otherwise it says why not. */
void       relais_compose_window_keep_for_later (RelaisComposeWindow *self);

/* @outgoing is about to be queued. */
void       relais_compose_window_leave        (RelaisComposeWindow  *self,
                                               RelaisOutgoing       *outgoing);

/* It was queued as @delivery: from now on its draft is the parent's, which gives it back when it is taken back. */
void       relais_compose_window_hand_over    (RelaisComposeWindow  *self,
                                               gint64                delivery,
                                               guint                 undo_seconds);

/* In relais-compose-window-templates.c */
void       relais_compose_window_class_templates (GtkWidgetClass    *widget_class);
void       relais_compose_window_fill_templates (RelaisComposeWindow *self);

/* In relais-compose-window-files.c */
void       relais_compose_window_attach       (RelaisComposeWindow  *self,
                                               GFile                *file);

/* @message: (nullable): it cannot be read, which is said */
void       relais_compose_window_attach_message (RelaisComposeWindow *self,
                                               const char           *name,
                                               GBytes               *message);
/* Says which of them cannot be read any more. */
void       relais_compose_window_check_files  (RelaisComposeWindow  *self);
void       relais_compose_window_init_files   (RelaisComposeWindow  *self);
void       relais_compose_window_choose_files (RelaisComposeWindow  *self);

/* In relais-compose-window-send.c */
void       relais_compose_window_send         (RelaisComposeWindow  *self);

G_END_DECLS
