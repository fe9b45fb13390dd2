// Draws one nucleus, one red cell or one vacuole; private to this folder.
#pragma once

#include <array>

#include "tiling/phantom/canvas_p.h"

namespace snitt::phantom {

struct Spot {
  float a = 0, b = 0, radius = 0;  // in the nucleus' own axes, µm; no spot where the radius is 0
};

struct Nucleus {
  float x = 0, y = 0;              // µm of the slide
  float radiusA = 4, radiusB = 3;  // along its axis and across, µm
  float cosine = 1, sine = 0;      // of its axis
  float wobble2 = 0, wobble3 = 0;  // irregular outline: amplitudes of the second and third harmonic
  float phase2 = 0, phase3 = 0;    // their sines; a share of shape, not an angle
  float haematoxylin = 0.6F;       // amount inside
  float eosin = 0.1F;
  float contrast = 0.4F;  // of chromatin
  float coarse = 0;       // share of coarse clumps in the chromatin, [0, 1]
  float rim = 0.2F;       // how much darker the membrane is
  float softUm = 0.7F;    // of the outline
  float opacity = 1;
  std::array<Spot, 2> nucleoli{};
  std::uint32_t texture = 0;  // where in the textures it lies
};

void paintNucleus(Canvas& canvas, const Nucleus& nucleus);

// A red cell: paler in its middle.
void paintRedCell(Canvas& canvas, float x, float y, float radiusUm, float amount);

// Clear mucus with a thin rim; radii and axis as of a nucleus.
void paintVacuole(Canvas& canvas, const Nucleus& shape);

}  // namespace snitt::phantom
