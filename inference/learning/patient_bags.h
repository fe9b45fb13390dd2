// Patients (or single slides) of a training as bags of the tiles that were stored for them.
#pragma once

#include <vector>

#include "inference/learning/stored_tiles.h"
#include "inference/training/bag_source.h"

namespace snitt {

class PatientBags : public BagSource {
 public:
  struct Bag {
    BagOutcome outcome;
    std::vector<const StoredTiles*> slides;  // tiles are counted through them in this order; not owned
  };

  explicit PatientBags(std::vector<Bag> bags) : m_bags(std::move(bags)) {}

  [[nodiscard]] std::size_t bagCount() const override { return m_bags.size(); }
  [[nodiscard]] BagOutcome outcome(std::size_t bag) const override { return m_bags.at(bag).outcome; }
  [[nodiscard]] std::size_t tileCount(std::size_t bag) const override;
  [[nodiscard]] Result<void> read(std::size_t bag, std::span<const std::uint32_t> tiles,
                                  std::span<std::uint8_t> rgb) const override;

 private:
  std::vector<Bag> m_bags;
};

}  // namespace snitt
