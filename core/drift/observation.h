// A slide as drift sees it: when, on which scanner, what became of it, and its figures. Plain values; no patient, case
// or file is named in them.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "core/drift/iso_week.h"
#include "core/score.h"

namespace snitt::drift {

// unscored: it failed, or nobody scored it though somebody was to.
enum class Outcome { scored, notAssessable, refused, unscored };

// By the names of a bundle's reference distributions: "combined", "score_10x", "brightness", ….
using Values = std::map<std::string, double, std::less<>>;

struct Observation {
  Day day{};
  std::string scanner;  // empty: nobody says
  Outcome outcome = Outcome::unscored;
  bool outsideScope = false;  // refused for it, or scored in spite of it
  Values values;              // of a scored slide
  std::size_t patient = 0;    // slides of one patient have one number; 0: nobody says whose it is
  std::string slide;          // SHA-256, empty where it was not read
  std::string control;        // name of the control slide that it is; empty: a slide of a patient
};

// The figures of a slide that was scored; none of one that was not assessable, as in the references.
[[nodiscard]] Values valuesOf(const Score& score);

// All that a score says; day, scanner, patient and control are the caller's. An unknown scanner is the file's vendor.
[[nodiscard]] Observation observationOf(const Score& score);

// Without slides that an earlier observation has already: what was scored again is no new slide. Control slides all
// stay. Ascending by day; `dropped` is how many went.
[[nodiscard]] std::vector<Observation> withoutRepeats(std::vector<Observation> observations, std::size_t& dropped);

}  // namespace snitt::drift
