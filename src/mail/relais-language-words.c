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
#define SV RELAIS_SV

typedef struct {
  const char *word;
  guint languages;
} Word;

/* Small words of each language and some that office mail is made of, sorted by their bytes. */
static const Word WORDS[] = {
  { "a", FR | ES | IT | PT }, { "aan", NL }, { "aber", DE }, { "about", EN }, { "afin", FR },
  { "after", EN }, { "ai", FR }, { "ainsi", FR }, { "al", ES | IT }, { "all", EN },
  { "all'", IT }, { "alla", IT | SV }, { "alle", DE | IT }, { "alles", DE }, { "als", DE | NL },
  { "also", EN }, { "am", EN | DE }, { "amanhã", PT }, { "an", EN | FR }, { "anche", IT },
  { "and", EN }, { "ans", FR }, { "any", EN }, { "ao", PT }, { "aos", PT }, { "après", FR },
  { "are", EN }, { "as", EN | PT }, { "assez", FR }, { "at", EN }, { "atenciosamente", PT },
  { "att", SV }, { "até", PT }, { "au", FR }, { "auch", DE }, { "auf", DE },
  { "aujourd'hui", FR }, { "aura", FR }, { "aus", DE }, { "aussi", FR }, { "autre", FR },
  { "autres", FR }, { "aux", FR }, { "av", SV }, { "available", EN }, { "avait", FR },
  { "avant", FR }, { "avec", FR }, { "avere", IT }, { "avez", FR }, { "avoir", FR },
  { "avons", FR }, { "back", EN }, { "band", EN }, { "be", EN }, { "because", EN },
  { "bedankt", NL }, { "been", EN }, { "before", EN }, { "bei", DE }, { "beim", DE },
  { "bent", NL }, { "best", EN }, { "beste", NL }, { "bestelling", NL }, { "bestellung", DE },
  { "bien", FR }, { "bij", NL }, { "bitte", DE }, { "bjr", FR }, { "boa", PT }, { "bom", PT },
  { "bonjour", FR }, { "bonsoir", FR }, { "booking", EN }, { "bsr", FR }, { "buenas", ES },
  { "buenos", ES }, { "buonasera", IT }, { "buongiorno", IT }, { "but", EN }, { "by", EN },
  { "c'est", FR }, { "cada", ES }, { "call", EN }, { "can", EN }, { "can't", EN }, { "car", FR },
  { "cdlt", FR }, { "ce", FR }, { "ceci", FR }, { "cela", FR }, { "celui", FR }, { "ces", FR },
  { "cette", FR }, { "chaque", FR }, { "che", IT }, { "cher", FR }, { "chez", FR },
  { "child", EN }, { "chère", FR }, { "ci", IT }, { "ci-joint", FR }, { "ciao", IT },
  { "class", EN }, { "classe", FR }, { "colis", FR }, { "collège", FR }, { "com", PT },
  { "combien", FR }, { "come", IT }, { "commande", FR }, { "comme", FR }, { "comment", FR },
  { "como", ES | PT }, { "con", ES | IT }, { "cordial", ES }, { "cordialement", FR },
  { "cordiali", IT }, { "could", EN }, { "cual", ES }, { "cuando", ES }, { "cómo", ES },
  { "d'", FR }, { "d'un", FR | IT }, { "d'une", FR }, { "da", PT }, { "dal", IT },
  { "dalla", IT }, { "damen", DE }, { "dan", NL }, { "dank", DE | NL }, { "danke", DE },
  { "dans", FR }, { "das", DE | PT }, { "dass", DE }, { "dat", NL }, { "date", FR },
  { "dates", FR }, { "day", EN }, { "de", FR | ES | PT | NL | SV }, { "dear", EN },
  { "dei", IT }, { "del", ES | IT }, { "delivery", EN }, { "dell'", IT }, { "della", IT },
  { "delle", IT }, { "dem", DE }, { "demain", FR }, { "den", DE | SV }, { "denna", SV },
  { "depuis", FR }, { "der", DE }, { "des", FR | DE }, { "desde", ES }, { "det", SV },
  { "detta", SV }, { "deze", NL }, { "di", IT }, { "dia", PT }, { "did", EN }, { "didn", EN },
  { "die", DE | NL }, { "diese", DE }, { "dieser", DE }, { "dieses", DE }, { "dimanche", FR },
  { "dir", DE }, { "dire", FR }, { "dit", NL }, { "do", EN | PT }, { "does", EN },
  { "doesn", EN }, { "doit", FR }, { "doivent", FR }, { "domani", IT }, { "don't", EN },
  { "donc", FR }, { "donde", ES }, { "dont", EN }, { "door", NL }, { "dos", PT }, { "dove", IT },
  { "du", FR | DE | SV }, { "durch", DE }, { "dès", FR }, { "déjà", FR }, { "días", ES },
  { "e", IT | PT }, { "een", NL }, { "efter", SV }, { "ein", DE }, { "eine", DE },
  { "einen", DE }, { "el", ES }, { "elle", FR }, { "eller", SV }, { "elles", FR }, { "em", PT },
  { "email", EN }, { "en", FR | ES | NL | SV }, { "encore", FR }, { "entre", FR | ES | PT },
  { "er", NL }, { "es", DE | ES }, { "essere", IT }, { "est", FR }, { "est-ce", FR },
  { "esta", ES | PT }, { "estas", ES }, { "este", ES | PT }, { "estimada", ES },
  { "estimado", ES }, { "estos", ES }, { "está", ES | PT }, { "están", ES }, { "estão", PT },
  { "et", FR }, { "ett", SV }, { "eux", FR }, { "factura", ES }, { "facture", FR },
  { "factuur", NL }, { "faire", FR }, { "fait", FR }, { "fare", IT }, { "fattura", IT },
  { "fatura", PT }, { "faut", FR }, { "favor", ES }, { "fecha", ES }, { "fille", FR },
  { "fils", FR }, { "finns", SV }, { "foi", PT }, { "for", EN }, { "foram", PT }, { "free", EN },
  { "freitag", DE }, { "freundlichen", DE }, { "friday", EN }, { "from", EN }, { "från", SV },
  { "fue", ES }, { "för", SV }, { "für", DE }, { "geachte", NL }, { "geehrte", DE },
  { "geehrter", DE }, { "geen", NL }, { "gentile", IT }, { "gerne", DE }, { "get", EN },
  { "gig", EN }, { "gli", IT }, { "gostaria", PT }, { "graag", NL }, { "gracias", ES },
  { "grazie", IT }, { "groet", NL }, { "groeten", NL }, { "grüße", DE }, { "guten", DE },
  { "ha", ES | IT }, { "haben", DE }, { "had", EN }, { "hallo", DE | NL }, { "han", ES },
  { "hanno", IT }, { "har", SV }, { "has", EN }, { "hasta", ES }, { "hat", DE }, { "have", EN },
  { "hay", ES }, { "he", EN | ES }, { "heb", NL }, { "hebben", NL }, { "heeft", NL },
  { "heer", NL }, { "hej", SV }, { "hello", EN }, { "help", EN }, { "her", EN }, { "here", EN },
  { "herren", DE }, { "het", NL }, { "heure", FR }, { "heures", FR }, { "heute", DE },
  { "hi", EN }, { "hij", NL }, { "his", EN }, { "ho", IT }, { "hoe", NL }, { "hoje", PT },
  { "hola", ES }, { "how", EN }, { "hoy", ES }, { "hur", SV }, { "hälsningar", SV },
  { "i", EN | IT }, { "i'd", EN }, { "i'll", EN }, { "i'm", EN }, { "ich", DE }, { "ici", FR },
  { "if", EN }, { "ihnen", DE }, { "ihr", DE }, { "ihre", DE }, { "ik", NL }, { "il", FR | IT },
  { "ils", FR }, { "im", EN | DE }, { "in", DE | IT | NL }, { "inte", SV }, { "into", EN },
  { "invoice", EN }, { "is", EN | NL }, { "isn", EN }, { "isso", PT }, { "ist", DE },
  { "isto", PT }, { "it", EN }, { "it's", EN }, { "its", EN }, { "j'ai", FR },
  { "j'aimerais", FR }, { "jag", SV }, { "jamais", FR }, { "je", FR | NL }, { "jij", NL },
  { "jointe", FR }, { "jour", FR }, { "jours", FR }, { "jusqu'à", FR }, { "just", EN },
  { "já", PT }, { "kan", NL | SV }, { "kann", DE }, { "kein", DE }, { "keine", DE },
  { "know", EN }, { "kommer", SV }, { "kunnen", NL }, { "können", DE }, { "könnten", DE },
  { "l'", FR }, { "l'on", FR }, { "l'ordine", IT }, { "la", FR | ES | IT }, { "las", ES },
  { "last", EN }, { "le", FR | ES | IT }, { "les", FR | ES }, { "let", EN }, { "let's", EN },
  { "leur", FR }, { "leurs", FR }, { "levering", NL }, { "liebe", DE }, { "lieber", DE },
  { "lieferung", DE }, { "like", EN }, { "livraison", FR }, { "lo", ES | IT }, { "loro", IT },
  { "lors", FR }, { "los", ES }, { "lui", FR }, { "lundi", FR }, { "lunedì", IT },
  { "lunes", ES }, { "lycée", FR }, { "là", FR }, { "ma", FR | IT }, { "maandag", NL },
  { "maar", NL }, { "madame", FR }, { "mais", FR | PT }, { "many", EN }, { "mas", PT },
  { "mañana", ES }, { "me", EN | ES }, { "med", SV }, { "mehr", DE }, { "men", SV },
  { "merci", FR }, { "merci-beaucoup", FR }, { "mes", FR }, { "met", NL }, { "meu", PT },
  { "mevrouw", NL }, { "mi", ES | IT }, { "mich", DE }, { "minha", PT }, { "mir", DE },
  { "mis", ES }, { "mismo", ES }, { "mit", DE }, { "mois", FR }, { "molto", IT }, { "mon", FR },
  { "monday", EN }, { "monsieur", FR }, { "montag", DE }, { "more", EN }, { "morgen", DE | NL },
  { "much", EN }, { "muito", PT }, { "muy", ES }, { "my", EN }, { "mycket", SV }, { "más", ES },
  { "måste", SV }, { "même", FR }, { "möchte", DE }, { "n'ai", FR }, { "n'est", FR },
  { "na", PT }, { "naar", NL }, { "nach", DE }, { "nas", PT }, { "ne", FR }, { "need", EN },
  { "nel", IT }, { "nell'", IT }, { "nella", IT }, { "new", EN }, { "next", EN }, { "ni", SV },
  { "nicht", DE }, { "niet", NL }, { "no", EN | ES | PT }, { "nobody", EN }, { "noch", DE },
  { "nog", NL }, { "non", FR | IT }, { "nope", EN }, { "nos", FR | ES | PT }, { "nosotros", ES },
  { "nossa", PT }, { "nosso", PT }, { "nostra", IT }, { "nostro", IT }, { "not", EN },
  { "notre", FR }, { "nous", FR }, { "nous-mêmes", FR }, { "nouveau", FR }, { "nouvelle", FR },
  { "nuestra", ES }, { "nuestro", ES }, { "nur", DE }, { "não", PT }, { "när", SV },
  { "nós", PT }, { "o", IT | PT }, { "obrigada", PT }, { "obrigado", PT }, { "och", SV },
  { "också", SV }, { "oder", DE }, { "of", EN | NL }, { "oggi", IT }, { "olá", PT },
  { "om", NL | SV }, { "on", EN | FR }, { "onde", PT }, { "online", EN }, { "only", EN },
  { "ons", NL }, { "onze", NL }, { "ook", NL }, { "op", NL }, { "or", EN }, { "order", EN },
  { "ordine", IT }, { "os", PT }, { "otra", ES }, { "otro", ES }, { "ou", FR }, { "our", EN },
  { "out", EN }, { "over", EN | NL }, { "où", FR }, { "package", EN }, { "par", FR },
  { "para", ES | PT }, { "pas", FR }, { "pedido", ES | PT }, { "pela", PT }, { "pelo", PT },
  { "per", IT }, { "perché", IT }, { "pero", ES }, { "personne", FR }, { "peu", FR },
  { "peut", FR }, { "peuvent", FR }, { "peux", FR }, { "pièce", FR }, { "più", IT },
  { "please", EN }, { "please's", EN }, { "plus", FR }, { "pode", PT }, { "poderia", PT },
  { "podría", ES }, { "por", ES | PT }, { "porque", ES | PT }, { "possibile", IT },
  { "possible", EN }, { "potrebbe", IT }, { "pour", FR }, { "pourquoi", FR }, { "pourriez", FR },
  { "pouvez", FR }, { "pouvons", FR }, { "prendre", FR }, { "prezada", PT }, { "prezado", PT },
  { "puede", ES }, { "puis", FR }, { "può", IT }, { "på", SV }, { "qu'", FR }, { "qu'elle", FR },
  { "qu'il", FR }, { "qu'on", FR }, { "quand", FR }, { "quando", IT | PT },
  { "que", FR | ES | PT }, { "quel", FR }, { "quelle", FR }, { "questa", IT }, { "questi", IT },
  { "questo", IT }, { "qui", FR }, { "quiero", ES }, { "quisiera", ES }, { "qué", ES },
  { "rechnung", DE }, { "refund", EN }, { "regards", EN }, { "remboursement", FR },
  { "rendez-vous", FR }, { "retour", FR }, { "rien", FR }, { "réponse", FR }, { "sa", FR },
  { "salle", FR }, { "saludos", ES }, { "saluti", IT }, { "samedi", FR }, { "sans", FR },
  { "savoir", FR }, { "schon", DE }, { "school", EN }, { "se", FR | ES | IT | PT },
  { "see", EN }, { "segunda", PT }, { "sehr", DE }, { "sein", DE }, { "selon", FR },
  { "sem", PT }, { "semaine", FR }, { "send", EN }, { "senhor", PT }, { "senhora", PT },
  { "sent", EN }, { "ser", ES | PT }, { "serait", FR }, { "seront", FR }, { "ses", FR },
  { "seu", PT }, { "sexta", PT }, { "señor", ES }, { "señora", ES }, { "she", EN },
  { "should", EN }, { "show", EN }, { "si", FR | ES | IT }, { "sia", IT }, { "sich", DE },
  { "sie", DE }, { "signora", IT }, { "signore", IT }, { "sin", ES }, { "sind", DE },
  { "ska", SV }, { "skulle", SV }, { "so", DE }, { "sobre", ES | PT }, { "soit", FR },
  { "som", SV }, { "some", EN }, { "son", FR | ES }, { "sono", IT }, { "sont", FR },
  { "sorry", EN }, { "souhaite", FR }, { "souhaiterais", FR }, { "sous", FR }, { "stata", IT },
  { "stato", IT }, { "students", EN }, { "su", ES | IT }, { "sua", IT | PT }, { "suis", FR },
  { "sul", IT }, { "sulla", IT }, { "suo", IT }, { "sur", FR }, { "sus", ES }, { "svp", FR },
  { "são", PT }, { "så", SV }, { "tack", SV }, { "tag", DE }, { "también", ES },
  { "também", PT }, { "tarde", PT }, { "tardes", ES }, { "te", ES | NL }, { "teacher", EN },
  { "tem", PT }, { "tengo", ES }, { "tenho", PT }, { "ter", PT }, { "than", EN },
  { "thank", EN }, { "thanks", EN }, { "that", EN }, { "that's", EN }, { "the", EN },
  { "their", EN }, { "them", EN }, { "then", EN }, { "there", EN }, { "these", EN },
  { "they", EN }, { "this", EN }, { "those", EN }, { "through", EN }, { "tiene", ES },
  { "till", SV }, { "time", EN }, { "to", EN }, { "today", EN }, { "tomorrow", EN },
  { "tot", NL }, { "toujours", FR }, { "tous", FR }, { "tout", FR }, { "toute", FR },
  { "trop", FR }, { "très", FR }, { "tutti", IT }, { "tutto", IT }, { "u", NL }, { "uit", NL },
  { "um", DE | PT }, { "uma", PT }, { "un", FR | ES | IT }, { "un'", IT }, { "una", ES | IT },
  { "unas", ES }, { "und", DE }, { "une", FR }, { "unos", ES }, { "uns", DE }, { "unser", DE },
  { "unter", DE }, { "up", EN }, { "us", EN }, { "usted", ES }, { "ustedes", ES },
  { "utan", SV }, { "uw", NL }, { "van", NL }, { "vandaag", NL }, { "var", SV },
  { "vendredi", FR }, { "venerdì", IT }, { "venue", EN }, { "vers", FR }, { "veuillez", FR },
  { "vi", SV }, { "vid", SV }, { "vielen", DE }, { "viernes", ES }, { "vill", SV },
  { "você", PT }, { "vocês", PT }, { "vom", DE }, { "von", DE }, { "voor", NL }, { "vor", DE },
  { "vorrei", IT }, { "vos", FR }, { "vostra", IT }, { "vostro", IT }, { "votre", FR },
  { "voudrais", FR }, { "vous", FR }, { "vriendelijke", NL }, { "vrijdag", NL },
  { "vänliga", SV }, { "waar", NL }, { "want", EN }, { "war", DE }, { "was", EN | DE | NL },
  { "wat", NL }, { "we", EN | NL }, { "we're", EN }, { "week", EN }, { "wel", NL },
  { "wenn", DE }, { "wer", DE }, { "werd", NL }, { "werden", DE }, { "were", EN },
  { "what", EN }, { "what's", EN }, { "when", EN }, { "where", EN }, { "which", EN },
  { "who", EN }, { "why", EN }, { "wie", DE }, { "wij", NL }, { "wil", NL }, { "will", EN },
  { "willen", NL }, { "wir", DE }, { "wird", DE }, { "with", EN }, { "wo", DE }, { "won", EN },
  { "worden", DE | NL }, { "wordt", NL }, { "would", EN }, { "wurde", DE }, { "y", FR | ES },
  { "ya", ES }, { "yes", EN }, { "you", EN }, { "you're", EN }, { "your", EN }, { "zij", NL },
  { "zijn", NL }, { "zou", NL }, { "zu", DE }, { "zum", DE }, { "zur", DE }, { "à", FR | PT },
  { "às", PT }, { "är", SV }, { "è", IT }, { "é", PT }, { "école", FR }, { "élève", FR },
  { "élèves", FR }, { "étant", FR }, { "été", FR }, { "êtes", FR }, { "être", FR },
  { "über", DE },
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
  /* Where the words of each first letter begin; a text asks for each of its words. */
  static guint16 starts[257];
  static gsize ready = 0;
  guchar first = (guchar) word[0];
  const Word *found;

  if (g_once_init_enter (&ready))
    {
      guint next = 0;

      for (guint letter = 0; letter < 257; letter++)
        {
          while (next < G_N_ELEMENTS (WORDS) && (guchar) WORDS[next].word[0] < letter)
            next++;
          starts[letter] = (guint16) next;
        }
      g_once_init_leave (&ready, 1);
    }
  found = bsearch (word, WORDS + starts[first], (gsize) (starts[first + 1] - starts[first]), sizeof WORDS[0], compare_word);

  return found != NULL ? found->languages : 0;
}
