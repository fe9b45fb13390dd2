// Everything smooth about a part of a phantom slide, on a lattice of 2 µm that is fixed to the slide's corner, so that
// what is interpolated does not depend on the part. Private to this folder.
#pragma once

#include <array>
#include <vector>

#include "tiling/phantom/artefacts_p.h"
#include "tiling/phantom/crypts_p.h"
#include "tiling/phantom/inclusions_p.h"
#include "tiling/phantom/tumour_glands_p.h"

namespace snitt::phantom {

enum Field : std::size_t {
  // For pixels: distances in µm, amounts of stain, shares.
  kEdge,
  kDepth,
  kLumen,
  kAlong,  // coordinates along and across the fibres, µm
  kAcross,
  kEosin,
  kHaematoxylin,
  kContrast,  // of fibres
  kGap,       // share of clefts between them
  kBundles,   // share of muscle that is cut across
  kFat,
  kVessel,
  kVesselWall,
  kDebris,
  kMucin,
  kCellEosin,
  kCellHaematoxylin,
  kFold,
  kWarpX,  // of the net of fat cells, µm
  kWarpY,
  kPixelFields,
  // For objects: how many of what.
  kLymphocytes = kPixelFields,
  kFibroblasts,
  kMuscleNuclei,
  kFollicle,
  kCrypt,  // 1 in normal epithelium, 0 in the tumour's
  kBlood,
  kFieldCount
};

// All that a slide is made of and that no tile changes.
struct Scene {
  Scene(const PhantomRecipe& recipeIn)
      : recipe(recipeIn),
        traits(traitsOf(recipe)),
        anatomy(recipe, traits),
        crypts(anatomy, traits),
        artefacts(recipe, traits, anatomy) {}
  Scene(const Scene&) = delete;
  Scene& operator=(const Scene&) = delete;

  PhantomRecipe recipe;
  Traits traits;
  Anatomy anatomy;
  Crypts crypts;
  Artefacts artefacts;
};

inline constexpr float latticeUm = 2;

class Fields {
 public:
  Fields(const Scene& scene, const Area& area);

  // Bilinear; for points of the area.
  [[nodiscard]] float at(Field field, float xUm, float yUm) const;
  // Rows and columns of the lattice, for pixels.
  [[nodiscard]] int left() const { return m_left; }
  [[nodiscard]] int top() const { return m_top; }
  [[nodiscard]] int width() const { return m_width; }
  [[nodiscard]] int height() const { return m_height; }
  [[nodiscard]] const float* row(Field field, int row) const {
    return m_planes[field].data() + static_cast<std::size_t>(row) * static_cast<std::size_t>(m_width);
  }
  // Nothing but glass.
  [[nodiscard]] bool isBare() const { return m_isBare; }
  [[nodiscard]] float most(Field field) const;
  [[nodiscard]] bool isFlat(Field field) const;  // the same everywhere

 private:
  using Values = std::array<float, kFieldCount>;
  void fill(const Scene& scene, const TumourGlands& glands, const Inclusions& inclusions, float x, float y,
            Values& values) const;

  int m_left, m_top, m_width, m_height;
  bool m_isBare = true;
  std::array<std::vector<float>, kFieldCount> m_planes;
};

}  // namespace snitt::phantom
