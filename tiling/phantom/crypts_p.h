// Crypts of the normal mucosa: test tubes where the cut runs along them, rounds where it runs across. Private to this
// folder.
#pragma once

#include "tiling/phantom/tumour_glands_p.h"

namespace snitt::phantom {

class Crypts {
 public:
  Crypts(const Anatomy& anatomy, const Traits& traits);

  [[nodiscard]] GlandPlace at(const Place& place) const;

 private:
  void addTube(int index, const Place& place, GlandPlace& gland) const;
  void addRound(int column, int row, const Place& place, GlandPlace& gland) const;
  [[nodiscard]] bool isAcross(float u) const;

  std::uint32_t m_seed;
  float m_pitchUm;
  float m_mucosaUm;
  float m_tumourGap = 8;
};

}  // namespace snitt::phantom
