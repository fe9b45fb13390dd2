#include "app/snitt/validation/image_looks.h"

#include <atomic>
#include <mutex>

#include "inference/training/lanes.h"
#include "tiling/image_fingerprint.h"

namespace snitt::app {

validation::ImagesOf imageLooks(Session& session) {
  return [&session](const std::vector<const ListedSlide*>& slides) -> Result<std::map<std::size_t, std::uint64_t>> {
    const RunControl control = session.control();
    std::map<std::size_t, std::uint64_t> images;
    std::mutex mutex;
    std::atomic<std::int64_t> done{0};
    const auto look = [&](std::size_t i, const std::stop_token&) -> Result<void> {
      if (!control.proceed()) return fail(ErrorKind::cancelled, "cancelled");
      RunControl quiet = control;
      quiet.progress = {};
      auto reader = openSlide(slides[i]->path);
      auto image = reader ? imageFingerprint(**reader, quiet) : fail(reader.error());
      if (image) {
        const std::lock_guard lock(mutex);
        images[slides[i]->row] = *image;
      } else if (image.error().kind == ErrorKind::cancelled) {
        return fail(image.error());
      }
      control.report("look", ++done, static_cast<std::int64_t>(slides.size()));
      return {};
    };
    if (auto looked = onLanes(slides.size(), session.options().threadCount(), control.stop, look); !looked)
      return fail(looked.error());
    session.endProgress();
    return images;
  };
}

}  // namespace snitt::app
