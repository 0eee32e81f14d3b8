/* relais-model-judge.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <libdex.h>

#include "relais-facts-private.h"
#include "relais-judge-prompt-private.h"
#include "relais-judge-reply-private.h"
#include "relais-model-judge.h"

#define DEFAULT_TIMEOUT   30000
#define DEFAULT_BUDGET    60000
#define MAX_JUDGE_TOKENS  1000
#define MAX_POLISH_TOKENS 4000
#define MAX_ATTEMPTS      2

struct _RelaisModelJudge
{
  GObject     parent_instance;

  RelaisChat *chat;      /* (owned) */
  char       *model;     /* (owned) */
  guint       timeout;
  guint       budget;
};

/* A question on its way, owning all it needs. */
typedef struct
{
  RelaisModelJudge *self;        /* (owned) */
  GPtrArray        *kinds;       /* (owned) (element-type RelaisJudgeKind) */
  char             *text;        /* (owned) as it goes out */
  char             *system;      /* (owned) */
  char             *user;        /* (owned) */
  GDateTime        *written;     /* (owned) (nullable) */
  JsonObject       *schema;      /* (owned) */
  const char       *name;        /* of the schema */
  guint             max_tokens;
} Question;

G_DEFINE_FINAL_TYPE (RelaisModelJudge, relais_model_judge, G_TYPE_OBJECT)

static void
question_free (gpointer data)
{
  Question *question = data;

  g_clear_object (&question->self);
  g_clear_pointer (&question->kinds, g_ptr_array_unref);
  g_clear_pointer (&question->written, g_date_time_unref);
  g_clear_pointer (&question->schema, json_object_unref);
  g_free (question->text);
  g_free (question->system);
  g_free (question->user);
  g_free (question);
}

/* Asks once more when the reply before was refused, saying why; the refused reply itself is not
 * repeated to the model. */
static RelaisChatReply *
ask (Question    *question,
     const char  *refusal,
     GError     **error)
{
  RelaisModelJudge *self = question->self;
  g_autofree char *again = NULL;
  RelaisChatMessage messages[3] = {
    { RELAIS_CHAT_SYSTEM, question->system },
    { RELAIS_CHAT_USER, question->user },
  };
  gsize n_messages = 2;

  if (refusal != NULL)
    {
      again = g_strdup_printf ("Your last reply could not be used: %s. Reply again, with one "
                               "JSON object of the required shape and nothing else.", refusal);
      messages[n_messages++] = (RelaisChatMessage) { RELAIS_CHAT_USER, again };
    }

  return dex_await_boxed (relais_chat_complete (self->chat, messages, n_messages,
                                                &(RelaisChatOptions) {
    .model = self->model,
    .temperature = 0,
    .max_tokens = question->max_tokens,
    .schema = question->schema,
    .schema_name = question->name,
    .timeout = self->timeout,
    .budget = self->budget,
  }), error);
}

static DexFuture *
judge_fiber (gpointer user_data)
{
  Question *question = user_data;
  g_autofree char *refusal = NULL;
  guint prompt_tokens = 0;
  guint completion_tokens = 0;

  for (guint attempt = 1; ; attempt++)
    {
      g_autoptr(RelaisChatReply) reply = NULL;
      g_autoptr(RelaisJudgment) judgment = NULL;
      g_autoptr(GError) error = NULL;

      reply = ask (question, refusal, &error);
      if (reply != NULL)
        {
          prompt_tokens += relais_chat_reply_get_prompt_tokens (reply);
          completion_tokens += relais_chat_reply_get_completion_tokens (reply);
          judgment = relais_judge_read (question->kinds, question->text, question->written,
                                        reply, &error);
        }
      if (judgment != NULL)
        {
          judgment->attempts = attempt;
          judgment->prompt_tokens = prompt_tokens;
          judgment->completion_tokens = completion_tokens;
          return dex_future_new_take_boxed (RELAIS_TYPE_JUDGMENT, g_steal_pointer (&judgment));
        }

      if (attempt == MAX_ATTEMPTS ||
          !g_error_matches (error, RELAIS_NET_ERROR, RELAIS_NET_ERROR_INVALID_REPLY))
        return dex_future_new_for_error (g_steal_pointer (&error));

      g_free (refusal);
      refusal = g_strdup (error->message);
    }
}

static DexFuture *
polish_fiber (gpointer user_data)
{
  Question *question = user_data;
  g_autoptr(RelaisChatReply) reply = NULL;
  g_autoptr(GError) error = NULL;
  JsonObject *object;
  const char *polished;
  const char *reason = NULL;

  reply = ask (question, NULL, &error);
  if (reply == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));

  object = json_node_get_object (relais_chat_reply_get_json (reply));
  polished = json_object_get_string_member (object, "text");
  if (!relais_facts_agree (question->text, polished, &reason))
    {
      return dex_future_new_for_error (relais_net_error_new (RELAIS_NET_ERROR_INVALID_REPLY, -1,
                                                             NULL,
                                                             "%s", reason));
    }

  return dex_future_new_take_string (g_strstrip (g_strdup (polished)));
}

static void
relais_model_judge_dispose (GObject *object)
{
  RelaisModelJudge *self = RELAIS_MODEL_JUDGE (object);

  g_clear_object (&self->chat);

  G_OBJECT_CLASS (relais_model_judge_parent_class)->dispose (object);
}

static void
relais_model_judge_finalize (GObject *object)
{
  RelaisModelJudge *self = RELAIS_MODEL_JUDGE (object);

  g_free (self->model);

  G_OBJECT_CLASS (relais_model_judge_parent_class)->finalize (object);
}

static void
relais_model_judge_class_init (RelaisModelJudgeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = relais_model_judge_dispose;
  object_class->finalize = relais_model_judge_finalize;
}

static void
relais_model_judge_init (RelaisModelJudge *self)
{
  self->timeout = DEFAULT_TIMEOUT;
  self->budget = DEFAULT_BUDGET;
}

RelaisModelJudge *
relais_model_judge_new (RelaisChat *chat,
                        const char *model)
{
  RelaisModelJudge *self;

  g_return_val_if_fail (RELAIS_IS_CHAT (chat), NULL);
  g_return_val_if_fail (model != NULL, NULL);

  self = g_object_new (RELAIS_TYPE_MODEL_JUDGE, NULL);
  self->chat = g_object_ref (chat);
  self->model = g_strdup (model);

  return self;
}

RelaisChat *
relais_model_judge_get_chat (RelaisModelJudge *self)
{
  return self->chat;
}

const char *
relais_model_judge_get_model (RelaisModelJudge *self)
{
  return self->model;
}

void
relais_model_judge_set_deadlines (RelaisModelJudge *self,
                                  guint             timeout,
                                  guint             budget)
{
  g_return_if_fail (RELAIS_IS_MODEL_JUDGE (self));
  g_return_if_fail (timeout > 0 && budget > 0);

  self->timeout = timeout;
  self->budget = budget;
}

/* Each of the questions to the chat has its own budget. */
static DexFuture *
start (Question        *question,
       RelaisFiberFunc  fiber)
{
  guint limit = MAX_ATTEMPTS * (question->self->budget + 10000);

  return relais_future_timeout (relais_future_spawn ("model judge", fiber, question, question_free),
                                limit, "The model");
}

DexFuture *
relais_model_judge_judge (RelaisModelJudge          *self,
                          const RelaisJudgeQuestion *question)
{
  g_autofree char *nonce = relais_judge_prompt_new_nonce ();
  Question *asked;

  g_return_val_if_fail (RELAIS_IS_MODEL_JUDGE (self), NULL);
  g_return_val_if_fail (question->kinds != NULL && question->kinds->len > 0, NULL);
  g_return_val_if_fail (question->text != NULL, NULL);

  asked = g_new0 (Question, 1);
  asked->self = g_object_ref (self);
  asked->kinds = g_ptr_array_new_with_free_func ((GDestroyNotify) relais_judge_kind_unref);
  for (guint i = 0; i < question->kinds->len; i++)
    g_ptr_array_add (asked->kinds, relais_judge_kind_ref (g_ptr_array_index (question->kinds, i)));
  asked->text = relais_judge_prompt_clean (question->text);
  asked->system = relais_judge_prompt_instruct (question, nonce);
  asked->user = relais_judge_prompt_enclose (asked->text, nonce);
  asked->written = question->written != NULL ? g_date_time_ref (question->written) : NULL;
  asked->schema = relais_judge_prompt_schema (asked->kinds);
  asked->name = "judgment";
  asked->max_tokens = MAX_JUDGE_TOKENS;

  return start (asked, judge_fiber);
}

DexFuture *
relais_model_judge_polish (RelaisModelJudge *self,
                           const char       *draft,
                           const char       *language,
                           const char       *tone)
{
  g_autofree char *nonce = relais_judge_prompt_new_nonce ();
  g_autofree char *prompt = relais_judge_prompt_load ("polish.txt", nonce);
  Question *asked;

  g_return_val_if_fail (RELAIS_IS_MODEL_JUDGE (self), NULL);
  g_return_val_if_fail (draft != NULL, NULL);

  asked = g_new0 (Question, 1);
  asked->self = g_object_ref (self);
  asked->text = g_utf8_make_valid (draft, -1);
  asked->system = g_strdup_printf ("%s\nLanguage: %s. Tone: %s.", prompt,
                                   language != NULL ? language : "that of the draft",
                                   tone != NULL ? tone : "friendly and clear");
  asked->user = relais_judge_prompt_enclose (asked->text, nonce);
  asked->schema = relais_judge_prompt_polish_schema ();
  asked->name = "polish";
  asked->max_tokens = MAX_POLISH_TOKENS;

  return start (asked, polish_fiber);
}
