// Who sits at the viewer decides what slides are called in it.
#pragma once

namespace snitt {

class Sitting;
class SlideNames;

// Nothing is unmasked before it is known who sits there; where there is no database of cases, everything is. `names`
// follows from now on; both live as long as the program.
void followSitting(SlideNames& names, const Sitting& sitting);

}  // namespace snitt
