#include "CMNISTSubset.h"

// `#embed` is C23; clang has it in every mode and says so where asked to be pedantic.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char images[] = {
#embed "subset-images-idx3-ubyte"
};

static const unsigned char labels[] = {
#embed "subset-labels-idx1-ubyte"
};

_Static_assert(sizeof images == 16 + 5000 * 28 * 28, "subset-images-idx3-ubyte is not whole");
_Static_assert(sizeof labels == 8 + 5000, "subset-labels-idx1-ubyte is not whole");

const unsigned char *cmnistsubset_images(void) { return images; }
size_t cmnistsubset_images_length(void) { return sizeof images; }

const unsigned char *cmnistsubset_labels(void) { return labels; }
size_t cmnistsubset_labels_length(void) { return sizeof labels; }

size_t cmnistsubset_training_count(void) { return 4000; }
