/* relais-knowledge.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "relais-knowledge.h"
#include "relais-learning.h"

struct _RelaisKnowledge
{
  gatomicrefcount        ref_count;

  GPtrArray             *kinds;    /* (owned) of RelaisKind */
  GPtrArray             *rules;    /* (owned) of RelaisRule */
  GPtrArray             *people;   /* (owned) of RelaisPerson */
  RelaisIdentity         me;       /* (owned) */
  RelaisClassifierModel *model;    /* (owned) */
  GHashTable            *learned;  /* (owned) of gint64: hashes of the texts it was trained on */
};

G_DEFINE_BOXED_TYPE (RelaisKnowledge, relais_knowledge, relais_knowledge_ref, relais_knowledge_unref)

static void
person_free (RelaisPerson *person)
{
  g_free (person->name);
  g_free (person->address);
  g_free (person);
}

/* FNV-1a of the letters and digits; 64 bits, so that 15,000 texts are told apart. */
static gint64
hash_text (const char *text)
{
  guint64 value = G_GUINT64_CONSTANT (0xcbf29ce484222325);
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isalnum (c))
        value = (value ^ g_unichar_tolower (c)) * G_GUINT64_CONSTANT (0x100000001b3);
    }

  return (gint64) value;
}

static void
identity_set (RelaisIdentity       *self,
              const RelaisIdentity *me)
{
  g_set_str (&self->name, me->name);
  g_set_str (&self->address, me->address);
  g_set_str (&self->team, me->team);
  g_set_str (&self->signature_en, me->signature_en);
  g_set_str (&self->signature_fr, me->signature_fr);
}

static gboolean
identity_equal (const RelaisIdentity *one,
                const RelaisIdentity *two)
{
  return g_strcmp0 (one->name, two->name) == 0 && g_strcmp0 (one->address, two->address) == 0 &&
         g_strcmp0 (one->team, two->team) == 0 && g_strcmp0 (one->signature_en, two->signature_en) == 0 &&
         g_strcmp0 (one->signature_fr, two->signature_fr) == 0;
}

/**
 * relais_knowledge_new:
 * @kinds: (element-type RelaisKind): in the user's order; disabled ones are never proposed
 * @rules: (nullable) (element-type RelaisRule): in order, enabled ones only
 * @people: (nullable) (element-type RelaisPerson): copied
 * @me: copied
 * @model: trained on the enabled kinds
 * @samples: what it was trained on; not kept
 *
 * Returns: (transfer full)
 */
RelaisKnowledge *
relais_knowledge_new (GPtrArray             *kinds,
                      GPtrArray             *rules,
                      GPtrArray             *people,
                      const RelaisIdentity  *me,
                      RelaisClassifierModel *model,
                      RelaisTrainingSet     *samples)
{
  RelaisKnowledge *self = g_new0 (RelaisKnowledge, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kinds = g_ptr_array_new_with_free_func (g_object_unref);
  self->rules = g_ptr_array_new_with_free_func (g_object_unref);
  self->people = g_ptr_array_new_with_free_func ((GDestroyNotify) person_free);

  for (guint i = 0; i < kinds->len; i++)
    g_ptr_array_add (self->kinds, g_object_ref (g_ptr_array_index (kinds, i)));
  for (guint i = 0; rules != NULL && i < rules->len; i++)
    g_ptr_array_add (self->rules, g_object_ref (g_ptr_array_index (rules, i)));
  for (guint i = 0; people != NULL && i < people->len; i++)
    {
      const RelaisPerson *person = g_ptr_array_index (people, i);
      RelaisPerson *copy = g_new0 (RelaisPerson, 1);

      copy->id = person->id;
      copy->name = g_strdup (person->name);
      copy->address = g_strdup (person->address);
      g_ptr_array_add (self->people, copy);
    }

  identity_set (&self->me, me);
  self->model = relais_classifier_model_ref (model);
  self->learned = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < relais_training_set_get_n_samples (samples); i++)
    {
      gint64 hash = hash_text (relais_training_set_get_sample (samples, i)->text);

      g_hash_table_add (self->learned, g_memdup2 (&hash, sizeof hash));
    }

  return self;
}

/* Returns: (transfer full): one that shares all of @self's parts but who signs */
static RelaisKnowledge *
copy (RelaisKnowledge      *self,
      const RelaisIdentity *me)
{
  RelaisKnowledge *other = g_new0 (RelaisKnowledge, 1);

  g_atomic_ref_count_init (&other->ref_count);
  other->kinds = g_ptr_array_ref (self->kinds);
  other->rules = g_ptr_array_ref (self->rules);
  other->people = g_ptr_array_ref (self->people);
  other->model = relais_classifier_model_ref (self->model);
  other->learned = g_hash_table_ref (self->learned);
  identity_set (&other->me, me);

  return other;
}

/**
 * relais_knowledge_for:
 *
 * Returns: (transfer full): the same, for @me to sign; @self when that is who signs already
 */
RelaisKnowledge *
relais_knowledge_for (RelaisKnowledge      *self,
                      const RelaisIdentity *me)
{
  return identity_equal (&self->me, me) ? relais_knowledge_ref (self) : copy (self, me);
}

/**
 * relais_knowledge_without:
 *
 * Returns: (transfer full): the same without that one of its rules
 */
RelaisKnowledge *
relais_knowledge_without (RelaisKnowledge *self,
                          RelaisRule      *rule)
{
  RelaisKnowledge *other = copy (self, &self->me);

  g_ptr_array_unref (other->rules);
  other->rules = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->rules->len; i++)
    if (g_ptr_array_index (self->rules, i) != rule)
      g_ptr_array_add (other->rules, g_object_ref (g_ptr_array_index (self->rules, i)));

  return other;
}

RelaisKnowledge *
relais_knowledge_ref (RelaisKnowledge *self)
{
  g_atomic_ref_count_inc (&self->ref_count);

  return self;
}

void
relais_knowledge_unref (RelaisKnowledge *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_ptr_array_unref (self->kinds);
  g_ptr_array_unref (self->rules);
  g_ptr_array_unref (self->people);
  g_free (self->me.name);
  g_free (self->me.address);
  g_free (self->me.team);
  g_free (self->me.signature_en);
  g_free (self->me.signature_fr);
  relais_classifier_model_unref (self->model);
  g_hash_table_unref (self->learned);
  g_free (self);
}

GPtrArray *
relais_knowledge_get_kinds (RelaisKnowledge *self)
{
  return self->kinds;
}

GPtrArray *
relais_knowledge_get_rules (RelaisKnowledge *self)
{
  return self->rules;
}

/**
 * relais_knowledge_get_kind:
 * @id: (nullable)
 *
 * Returns: (nullable) (transfer none): the kind, when it exists and is enabled
 */
RelaisKind *
relais_knowledge_get_kind (RelaisKnowledge *self,
                           const char      *id)
{
  for (guint i = 0; id != NULL && i < self->kinds->len; i++)
    {
      RelaisKind *kind = g_ptr_array_index (self->kinds, i);

      if (relais_kind_get_enabled (kind) && g_str_equal (relais_kind_get_id (kind), id))
        return kind;
    }

  return NULL;
}

/**
 * relais_knowledge_get_person:
 *
 * Returns: (nullable) (transfer none)
 */
const RelaisPerson *
relais_knowledge_get_person (RelaisKnowledge *self,
                             gint64           id)
{
  for (guint i = 0; i < self->people->len; i++)
    {
      const RelaisPerson *person = g_ptr_array_index (self->people, i);

      if (person->id == id)
        return person;
    }

  return NULL;
}

const RelaisIdentity *
relais_knowledge_get_me (RelaisKnowledge *self)
{
  return &self->me;
}

RelaisClassifierModel *
relais_knowledge_get_model (RelaisKnowledge *self)
{
  return self->model;
}

/* See the header. */
gboolean
relais_knowledge_has_learned (RelaisKnowledge *self,
                              const char      *text)
{
  gint64 hash = hash_text (text);

  return g_hash_table_contains (self->learned, &hash);
}

/**
 * relais_knowledge_new_shipped:
 * @error: %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable)
 */
RelaisKnowledge *
relais_knowledge_new_shipped (const RelaisIdentity  *me,
                              GCancellable          *cancellable,
                              GError               **error)
{
  g_autoptr(GPtrArray) packs = relais_pack_list_shipped ();
  g_autoptr(GPtrArray) kinds = g_ptr_array_new ();
  g_autoptr(RelaisTrainingSet) samples = relais_learning_make_pack_set (packs);
  g_autofree char *hash = relais_training_set_dup_hash (samples);
  g_autoptr(RelaisClassifierModel) model = relais_learning_load_shipped (hash);

  for (guint i = 0; i < packs->len; i++)
    g_ptr_array_extend (kinds, relais_pack_get_kinds (g_ptr_array_index (packs, i)), NULL, NULL);
  if (model == NULL)
    model = relais_classifier_model_train (samples, -1.0, cancellable, error);
  if (model == NULL)
    return NULL;

  return relais_knowledge_new (kinds, NULL, NULL, me, model, samples);
}
