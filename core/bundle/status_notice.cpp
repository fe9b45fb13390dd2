#include "core/bundle/status_notice.h"

namespace snitt {

std::string noticeOf(BundleStatus status) {
  switch (status) {
    case BundleStatus::untrained:
      return "untrained: numbers carry no meaning";
    case BundleStatus::demonstrator:
      return "demonstrator: made to show the program, its numbers say nothing of a patient";
    case BundleStatus::research:
    case BundleStatus::clinicalResearch:
      break;
  }
  return "";
}

}  // namespace snitt
