/* classifier-case.h
 *
 * SPDX-FileCopyrightText: 2026 The Relais developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "relais-test.h"
#include "relais-training-set.h"

G_BEGIN_DECLS

#define CLASSIFIER_CASE_N_KINDS 6

/* An office with few kinds, each with examples in English and French, and some mail of no kind. */
RelaisTrainingSet *classifier_case_office (void);

G_END_DECLS
