/* relais-language-words.c
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "relais-language-private.h"

#include <stdlib.h>
#include <string.h>

#define EN RELAIS_EN
#define FR RELAIS_FR
#define DE RELAIS_DE
#define ES RELAIS_ES
#define IT RELAIS_IT
#define PT RELAIS_PT
#define NL RELAIS_NL

typedef struct {
  const char *word;
  guint languages;
} Word;

/* Small words of each language and some that office mail is made of, sorted by their bytes. */
static const Word WORDS[] = {
  { "aan", NL }, { "aber", DE }, { "about", EN }, { "after", EN }, { "ai", FR },
  { "al", ES | IT }, { "all", EN }, { "alla", IT }, { "alle", IT }, { "als", NL },
  { "also", EN }, { "am", EN | DE }, { "amanhã", PT }, { "an", EN }, { "anche", IT },
  { "and", EN }, { "any", EN }, { "ao", PT }, { "aos", PT }, { "après", FR }, { "are", EN },
  { "as", EN | PT }, { "at", EN }, { "atenciosamente", PT }, { "até", PT }, { "au", FR },
  { "auch", DE }, { "auf", DE }, { "aujourd'hui", FR }, { "aus", DE }, { "aussi", FR },
  { "aux", FR }, { "available", EN }, { "avant", FR }, { "avec", FR }, { "avere", IT },
  { "avez", FR }, { "avoir", FR }, { "avons", FR }, { "back", EN }, { "band", EN }, { "be", EN },
  { "because", EN }, { "bedankt", NL }, { "been", EN }, { "before", EN }, { "bei", DE },
  { "beim", DE }, { "bent", NL }, { "best", EN }, { "beste", NL }, { "bestelling", NL },
  { "bestellung", DE }, { "bien", FR }, { "bij", NL }, { "bitte", DE }, { "boa", PT },
  { "bom", PT }, { "bonjour", FR }, { "bonsoir", FR }, { "booking", EN }, { "buenas", ES },
  { "buenos", ES }, { "buonasera", IT }, { "buongiorno", IT }, { "but", EN }, { "by", EN },
  { "c'est", FR }, { "call", EN }, { "can", EN }, { "can't", EN }, { "car", FR }, { "cdlt", FR },
  { "ce", FR }, { "ces", FR }, { "cette", FR }, { "che", IT }, { "chez", FR }, { "child", EN },
  { "ci", IT }, { "ci-joint", FR }, { "ciao", IT }, { "class", EN }, { "classe", FR },
  { "colis", FR }, { "collège", FR }, { "com", PT }, { "come", IT }, { "commande", FR },
  { "comme", FR }, { "comment", FR }, { "como", ES | PT }, { "con", ES | IT }, { "cordial", ES },
  { "cordialement", FR }, { "cordiali", IT }, { "could", EN }, { "cuando", ES }, { "cómo", ES },
  { "d'un", FR }, { "d'une", FR }, { "da", PT }, { "dal", IT }, { "dalla", IT }, { "damen", DE },
  { "dan", NL }, { "dank", DE | NL }, { "danke", DE }, { "dans", FR }, { "das", DE | PT },
  { "dass", DE }, { "dat", NL }, { "date", FR }, { "dates", FR }, { "day", EN },
  { "de", FR | NL }, { "dear", EN }, { "dei", IT }, { "del", ES | IT }, { "delivery", EN },
  { "della", IT }, { "delle", IT }, { "dem", DE }, { "demain", FR }, { "den", DE },
  { "depuis", FR }, { "der", DE }, { "des", FR | DE }, { "desde", ES }, { "deze", NL },
  { "di", IT }, { "dia", PT }, { "did", EN }, { "die", DE | NL }, { "diese", DE },
  { "dieser", DE }, { "dieses", DE }, { "dimanche", FR }, { "dir", DE }, { "dit", NL },
  { "do", EN | PT }, { "does", EN }, { "domani", IT }, { "don't", EN }, { "donc", FR },
  { "donde", ES }, { "dont", EN }, { "door", NL }, { "dos", PT }, { "dove", IT },
  { "du", FR | DE }, { "durch", DE }, { "dès", FR }, { "déjà", FR }, { "días", ES }, { "e", PT },
  { "een", NL }, { "ein", DE }, { "eine", DE }, { "einen", DE }, { "el", ES }, { "elle", FR },
  { "email", EN }, { "en", FR | NL }, { "encore", FR }, { "entre", FR | ES | PT }, { "er", NL },
  { "es", DE | ES }, { "essere", IT }, { "est", FR }, { "est-ce", FR }, { "esta", ES | PT },
  { "estas", ES }, { "este", ES | PT }, { "estimada", ES }, { "estimado", ES }, { "estos", ES },
  { "está", ES | PT }, { "están", ES }, { "estão", PT }, { "et", FR }, { "eux", FR },
  { "factura", ES }, { "facture", FR }, { "factuur", NL }, { "faire", FR }, { "fait", FR },
  { "fare", IT }, { "fattura", IT }, { "fatura", PT }, { "favor", ES }, { "fecha", ES },
  { "fille", FR }, { "fils", FR }, { "foi", PT }, { "for", EN }, { "freitag", DE },
  { "freundlichen", DE }, { "friday", EN }, { "from", EN }, { "für", DE }, { "geachte", NL },
  { "geehrte", DE }, { "geehrter", DE }, { "geen", NL }, { "gentile", IT }, { "gerne", DE },
  { "get", EN }, { "gig", EN }, { "gli", IT }, { "gostaria", PT }, { "graag", NL },
  { "gracias", ES }, { "grazie", IT }, { "groet", NL }, { "groeten", NL }, { "grüße", DE },
  { "guten", DE }, { "ha", ES | IT }, { "haben", DE }, { "had", EN }, { "hallo", DE | NL },
  { "han", ES }, { "hanno", IT }, { "has", EN }, { "hasta", ES }, { "hat", DE }, { "have", EN },
  { "hay", ES }, { "he", EN | ES }, { "heb", NL }, { "hebben", NL }, { "heeft", NL },
  { "heer", NL }, { "hello", EN }, { "help", EN }, { "her", EN }, { "herren", DE },
  { "het", NL }, { "heute", DE }, { "hi", EN }, { "hij", NL }, { "his", EN }, { "ho", IT },
  { "hoe", NL }, { "hoje", PT }, { "hola", ES }, { "how", EN }, { "hoy", ES }, { "i", EN },
  { "i'd", EN }, { "i'll", EN }, { "i'm", EN }, { "ich", DE }, { "if", EN }, { "ihnen", DE },
  { "ihr", DE }, { "ihre", DE }, { "ik", NL }, { "il", FR | IT }, { "im", EN | DE },
  { "into", EN }, { "invoice", EN }, { "is", EN | NL }, { "isso", PT }, { "ist", DE },
  { "it", EN }, { "it's", EN }, { "its", EN }, { "j'ai", FR }, { "j'aimerais", FR },
  { "jamais", FR }, { "je", FR | NL }, { "jij", NL }, { "jointe", FR }, { "jusqu'à", FR },
  { "just", EN }, { "já", PT }, { "kan", NL }, { "kann", DE }, { "kein", DE }, { "keine", DE },
  { "know", EN }, { "kunnen", NL }, { "können", DE }, { "könnten", DE }, { "l'on", FR },
  { "la", FR }, { "las", ES }, { "last", EN }, { "le", FR | ES }, { "les", FR | ES },
  { "let", EN }, { "leur", FR }, { "leurs", FR }, { "levering", NL }, { "liebe", DE },
  { "lieber", DE }, { "lieferung", DE }, { "like", EN }, { "livraison", FR }, { "lo", ES | IT },
  { "loro", IT }, { "los", ES }, { "lui", FR }, { "lundi", FR }, { "lunedì", IT },
  { "lunes", ES }, { "lycée", FR }, { "ma", FR | IT }, { "maandag", NL }, { "maar", NL },
  { "madame", FR }, { "mais", FR | PT }, { "mas", PT }, { "mañana", ES }, { "me", EN | ES },
  { "mehr", DE }, { "merci", FR }, { "mes", FR }, { "met", NL }, { "meu", PT },
  { "mevrouw", NL }, { "mi", ES | IT }, { "mich", DE }, { "minha", PT }, { "mir", DE },
  { "mis", ES }, { "mit", DE }, { "molto", IT }, { "mon", FR }, { "monday", EN },
  { "monsieur", FR }, { "montag", DE }, { "more", EN }, { "morgen", DE | NL }, { "muito", PT },
  { "muy", ES }, { "my", EN }, { "más", ES }, { "même", FR }, { "möchte", DE }, { "n'ai", FR },
  { "n'est", FR }, { "na", PT }, { "naar", NL }, { "nach", DE }, { "nas", PT }, { "ne", FR },
  { "need", EN }, { "nel", IT }, { "nella", IT }, { "new", EN }, { "next", EN }, { "nicht", DE },
  { "niet", NL }, { "no", EN | ES | PT }, { "noch", DE }, { "nog", NL }, { "non", IT },
  { "nos", FR | ES | PT }, { "nosotros", ES }, { "nossa", PT }, { "nosso", PT },
  { "nostra", IT }, { "nostro", IT }, { "not", EN }, { "notre", FR }, { "nous", FR },
  { "nouveau", FR }, { "nouvelle", FR }, { "nuestra", ES }, { "nuestro", ES }, { "nur", DE },
  { "não", PT }, { "nós", PT }, { "o", PT }, { "obrigada", PT }, { "obrigado", PT },
  { "oder", DE }, { "of", EN }, { "oggi", IT }, { "olá", PT }, { "om", NL }, { "on", EN | FR },
  { "onde", PT }, { "only", EN }, { "ons", NL }, { "onze", NL }, { "ook", NL }, { "op", NL },
  { "or", EN }, { "order", EN }, { "ordine", IT }, { "os", PT }, { "ou", FR }, { "our", EN },
  { "out", EN }, { "over", EN | NL }, { "où", FR }, { "package", EN }, { "par", FR },
  { "para", ES | PT }, { "pas", FR }, { "pedido", ES | PT }, { "per", IT }, { "perché", IT },
  { "pero", ES }, { "peut", FR }, { "pièce", FR }, { "più", IT }, { "please", EN },
  { "please's", EN }, { "plus", FR }, { "pode", PT }, { "poderia", PT }, { "podría", ES },
  { "por", ES | PT }, { "porque", ES | PT }, { "possibile", IT }, { "possible", EN },
  { "potrebbe", IT }, { "pour", FR }, { "pourquoi", FR }, { "pourriez", FR }, { "pouvez", FR },
  { "prezada", PT }, { "prezado", PT }, { "puede", ES }, { "qu'elle", FR }, { "qu'il", FR },
  { "qu'on", FR }, { "quand", FR }, { "quando", IT | PT }, { "que", FR | ES | PT },
  { "quel", FR }, { "quelle", FR }, { "questa", IT }, { "questi", IT }, { "questo", IT },
  { "qui", FR }, { "quiero", ES }, { "quisiera", ES }, { "qué", ES }, { "rechnung", DE },
  { "refund", EN }, { "regards", EN }, { "remboursement", FR }, { "rendez-vous", FR },
  { "rien", FR }, { "réponse", FR }, { "sa", FR }, { "salle", FR }, { "saludos", ES },
  { "saluti", IT }, { "samedi", FR }, { "sans", FR }, { "savoir", FR }, { "schon", DE },
  { "school", EN }, { "se", FR | ES | IT | PT }, { "see", EN }, { "segunda", PT },
  { "sehr", DE }, { "sem", PT }, { "send", EN }, { "senhor", PT }, { "senhora", PT },
  { "sent", EN }, { "ser", ES | PT }, { "serait", FR }, { "ses", FR }, { "seu", PT },
  { "sexta", PT }, { "señor", ES }, { "señora", ES }, { "she", EN }, { "should", EN },
  { "show", EN }, { "si", FR | ES | IT }, { "sich", DE }, { "sie", DE }, { "signora", IT },
  { "signore", IT }, { "sin", ES }, { "sind", DE }, { "sobre", ES | PT }, { "some", EN },
  { "son", FR }, { "sono", IT }, { "sont", FR }, { "souhaite", FR }, { "souhaiterais", FR },
  { "sous", FR }, { "students", EN }, { "su", ES }, { "sua", IT | PT }, { "suis", FR },
  { "sul", IT }, { "sulla", IT }, { "suo", IT }, { "sur", FR }, { "sus", ES }, { "svp", FR },
  { "são", PT }, { "tag", DE }, { "también", ES }, { "também", PT }, { "tarde", PT },
  { "tardes", ES }, { "te", ES | NL }, { "teacher", EN }, { "tem", PT }, { "tengo", ES },
  { "tenho", PT }, { "than", EN }, { "thank", EN }, { "thanks", EN }, { "that", EN },
  { "the", EN }, { "their", EN }, { "them", EN }, { "then", EN }, { "there", EN },
  { "these", EN }, { "they", EN }, { "this", EN }, { "those", EN }, { "through", EN },
  { "tiene", ES }, { "time", EN }, { "to", EN }, { "today", EN }, { "tomorrow", EN },
  { "tot", NL }, { "toujours", FR }, { "tous", FR }, { "tout", FR }, { "toute", FR },
  { "très", FR }, { "tutti", IT }, { "tutto", IT }, { "u", NL }, { "uit", NL },
  { "um", DE | PT }, { "uma", PT }, { "un", FR }, { "una", ES | IT }, { "und", DE },
  { "une", FR }, { "uns", DE }, { "unser", DE }, { "unter", DE }, { "up", EN }, { "us", EN },
  { "usted", ES }, { "ustedes", ES }, { "uw", NL }, { "van", NL }, { "vandaag", NL },
  { "vendredi", FR }, { "venerdì", IT }, { "venue", EN }, { "vers", FR }, { "veuillez", FR },
  { "vielen", DE }, { "viernes", ES }, { "você", PT }, { "vocês", PT }, { "vom", DE },
  { "von", DE }, { "voor", NL }, { "vor", DE }, { "vorrei", IT }, { "vos", FR },
  { "vostra", IT }, { "vostro", IT }, { "votre", FR }, { "voudrais", FR }, { "vous", FR },
  { "vriendelijke", NL }, { "vrijdag", NL }, { "waar", NL }, { "want", EN }, { "war", DE },
  { "was", EN | DE }, { "wat", NL }, { "we", EN | NL }, { "we're", EN }, { "week", EN },
  { "wel", NL }, { "wenn", DE }, { "wer", DE }, { "werd", NL }, { "werden", DE }, { "were", EN },
  { "what", EN }, { "when", EN }, { "where", EN }, { "which", EN }, { "who", EN }, { "why", EN },
  { "wie", DE }, { "wij", NL }, { "wil", NL }, { "will", EN }, { "willen", NL }, { "wir", DE },
  { "wird", DE }, { "with", EN }, { "wo", DE }, { "worden", NL }, { "wordt", NL },
  { "would", EN }, { "y", FR | ES }, { "ya", ES }, { "yes", EN }, { "you", EN }, { "your", EN },
  { "zij", NL }, { "zijn", NL }, { "zou", NL }, { "zu", DE }, { "zum", DE }, { "zur", DE },
  { "à", FR }, { "è", IT }, { "é", PT }, { "école", FR }, { "élève", FR }, { "élèves", FR },
  { "été", FR }, { "êtes", FR }, { "être", FR }, { "über", DE },
};

static int
compare_word (const void *key,
              const void *entry)
{
  return strcmp (key, ((const Word *) entry)->word);
}

guint
relais_language_find_word (const char *word)
{
  const Word *found = bsearch (word, WORDS, G_N_ELEMENTS (WORDS), sizeof WORDS[0], compare_word);

  return found != NULL ? found->languages : 0;
}
