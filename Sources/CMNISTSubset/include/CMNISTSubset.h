// 5,000 images of the MNIST training set and their labels, compiled in. See README.md.
//
// Behind functions: Swift would import the arrays themselves as tuples of millions of elements.
#ifndef SWIFT_DENSE_CMNISTSUBSET_H
#define SWIFT_DENSE_CMNISTSUBSET_H

#include <stddef.h>

// An IDX file of UInt8, 5000 x 28 x 28, that lives as long as the process, and its length in bytes.
const unsigned char *cmnistsubset_images(void);
size_t cmnistsubset_images_length(void);

// An IDX file of UInt8, 5000, likewise.
const unsigned char *cmnistsubset_labels(void);
size_t cmnistsubset_labels_length(void);

// How many of them, from the first on, are for training; the others are held out.
size_t cmnistsubset_training_count(void);

#endif
