// Tissue and quality of a slide as layers: found by `tiling` in any thread, shown in the UI thread.
#pragma once

#include "core/image.h"
#include "core/progress.h"
#include "core/result.h"
#include "tiling/slide_reader.h"
#include "tiling/slide_scale.h"
#include "ui/layers/layer_stack.h"

namespace snitt {

struct QualityAreas {
  Mask tissue;
  Mask pen;
  Mask fold;
  Mask blur;
  double downsample = 1;
};

[[nodiscard]] Result<QualityAreas> findQualityAreas(SlideReader& slide, const SlideScale& scale,
                                                    const RunControl& control);

// Two layers, shown at once: somebody asked for them.
void addQualityLayers(LayerStack& layers, QualityAreas areas);

}  // namespace snitt
