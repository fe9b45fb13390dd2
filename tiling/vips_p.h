// libvips inside Snitt: started once, one thread for each of our workers, no cache of operations, no loader that was
// not made for hostile files, no plug-ins (which would bring PDF, SVG, ImageMagick and a second OpenSlide into the
// process). Only the loaders and savers that are called by name are ever used.
#pragma once

#include <string>

// vips.h brings GLib's macros and casts in the old style.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wold-style-cast"
#include <vips/vips.h>
#pragma GCC diagnostic pop

#include <memory>

#include "core/result.h"

namespace snitt {

struct VipsUnref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
  void operator()(VipsRegion* region) const { g_object_unref(region); }
};
using VipsImagePointer = std::unique_ptr<VipsImage, VipsUnref>;
using VipsRegionPointer = std::unique_ptr<VipsRegion, VipsUnref>;

// Call before anything of libvips; cheap after the first time. Any thread.
[[nodiscard]] Result<void> startVips();

// What libvips last complained of, in one line without its own prefix, forgotten afterwards. The text is shared by all
// threads: at worst it speaks of another thread's failure.
[[nodiscard]] std::string vipsComplaint();

}  // namespace snitt
