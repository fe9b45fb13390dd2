// One event of interest beside one that rules it out, as the statistics of a prediction take them. Pure functions.
//
// `competing`, beside a SurvivalView: empty where nothing competes, else one entry a patient, 1 for who had an event at
// `time` that rules out the one of interest (`event` is 0 there). Several such events are one: what matters is that the
// event of interest can no longer come. A competing event is no censoring.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/result.h"
#include "core/statistics/survival/survival_data.h"

namespace snitt::statistics {

// A `competing` that is neither empty nor, for each patient, 0 or 1 and 0 where the patient has the event: usage, with
// the number of the patient (from 1). Of data that checkSurvival accepts.
[[nodiscard]] Result<void> checkCompetingEvents(SurvivalView data, std::span<const std::uint8_t> competing);

// The rest is of data that both accept, an entry a patient.

// 1 where follow-up ended in either event: what Kaplan–Meier of the censoring takes for not censored.
[[nodiscard]] std::vector<std::uint8_t> anyEvent(SurvivalView data, std::span<const std::uint8_t> competing);

// The causes of a CompetingView: 1 the event of interest, 2 the competing one, 0 censored.
[[nodiscard]] std::vector<std::uint8_t> causesOf(SurvivalView data, std::span<const std::uint8_t> competing);

// `competing` of some of the patients, in their order; empty where nothing competes.
[[nodiscard]] std::vector<std::uint8_t> competingOf(std::span<const std::uint8_t> competing,
                                                    std::span<const std::size_t> patients);

}  // namespace snitt::statistics
