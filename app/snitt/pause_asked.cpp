#include "app/snitt/pause_asked.h"

#include <atomic>

namespace snitt::app {
namespace {

// Of the process, as its standard input is.
std::atomic<bool> pauseAsked{false};

}  // namespace

bool isPauseAsked() { return pauseAsked; }

void setPauseAsked(bool asked) { pauseAsked = asked; }

}  // namespace snitt::app
