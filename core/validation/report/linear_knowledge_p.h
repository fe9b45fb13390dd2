// What somebody with a pencil works out: sums of unknown counts whose values stand somewhere, and which other sums
// follow from them (Hundepool et al., Statistical Disclosure Control, 2012, section 4.4: cells of linked tables).
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace snitt::validation {

// A sum of unknowns: which, and its factor.
using LinearForm = std::vector<std::pair<std::size_t, double>>;

// Values themselves are not needed: what follows depends on the sums alone. Value type; knows() may be asked from
// several threads.
class LinearKnowledge {
 public:
  explicit LinearKnowledge(std::size_t unknowns) : m_unknowns(unknowns) {}

  void learn(const LinearForm& form);  // its value is told
  [[nodiscard]] bool knows(const LinearForm& form) const;

 private:
  struct Row {
    std::size_t pivot;  // no other row has it
    std::vector<double> factors;
  };

  // What of the form does not follow.
  [[nodiscard]] std::vector<double> rest(const LinearForm& form) const;

  std::size_t m_unknowns;
  std::vector<Row> m_rows;
};

}  // namespace snitt::validation
