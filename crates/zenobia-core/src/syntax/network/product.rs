//! Products of matrices of whole numbers, with the widest vectors that the machine has; whole numbers are the same with all of them.
//!
//! The right side is laid out in panels of [`LANES`] columns, two numbers of each after the other, so that a vector holds a pair of all
//! columns of a panel and no sum runs across a vector. A panel stays in the first-level cache while all rows of the left side pass by
//! (after Goto and van de Geijn 2008, "Anatomy of high-performance matrix multiplication").

use pulp::{Arch, NullaryFnOnce};

/// Columns of a panel.
const LANES: usize = 16;

/// Two numbers of each column of a panel.
type Pairs = [[i16; 2]; LANES];

/// The right side of a product.
#[derive(Clone, Debug, Default)]
pub struct Panels {
    /// Panel after panel, each with a row for two numbers of its columns.
    rows: Vec<Pairs>,
    /// Half the length of a column.
    pairs: usize,
    columns: usize,
}

impl Panels {
    /// Lays out columns, each `size` numbers one after the other in `columns`; an odd last number is left out.
    pub fn lay_out(&mut self, columns: &[i16], size: usize) {
        self.pairs = (size / 2).max(1);
        self.columns = columns.len() / size.max(1);
        self.rows.clear();
        self.rows.resize(self.columns.div_ceil(LANES) * self.pairs, Pairs::default());
        let panels = self.rows.chunks_exact_mut(self.pairs).zip(columns.chunks(size.max(1) * LANES));
        for (panel, columns) in panels {
            for (lane, column) in columns.chunks_exact(size.max(1)).enumerate() {
                panel.iter_mut().zip(column.as_chunks::<2>().0).for_each(|(row, &pair)| row[lane] = pair);
            }
        }
    }

    /// Adds to `output`, a row of all columns for each row of `left`, the products of that row with each column.
    pub fn multiply(&self, left: &[i16], output: &mut [i32]) {
        let product = Product { left: left.as_chunks().0, right: self, output };
        match Arch::new() {
            #[cfg(target_arch = "x86_64")]
            Arch::V4(lanes) => lanes.vectorize(Run { lanes, product, by: Product::run::<_, 8> }),
            #[cfg(target_arch = "x86_64")]
            Arch::V3(lanes) => lanes.vectorize(Run { lanes, product, by: Product::run::<_, 4> }),
            _ => product.run::<_, 4>(Plain),
        }
    }
}

/// A product to be worked out.
struct Product<'a> {
    left: &'a [[i16; 2]],
    right: &'a Panels,
    output: &'a mut [i32],
}

/// The same, to be done with the instructions of `lanes`.
struct Run<'a, L, F: Fn(Product<'a>, L)> {
    lanes: L,
    product: Product<'a>,
    by: F,
}

impl<'a, L, F: Fn(Product<'a>, L)> NullaryFnOnce for Run<'a, L, F> {
    type Output = ();

    #[inline(always)]
    fn call(self) {
        (self.by)(self.product, self.lanes);
    }
}

impl Product<'_> {
    #[inline(always)]
    fn run<L: Lanes, const ROWS: usize>(mut self, lanes: L) {
        let rows = (self.left.len() / self.right.pairs).min(self.output.len() / self.right.columns.max(1));
        for (at, panel) in self.right.rows.chunks_exact(self.right.pairs).enumerate() {
            let mut row = 0;
            while row + ROWS <= rows {
                self.block::<L, ROWS>(lanes, panel, row, at * LANES);
                row += ROWS;
            }
            if ROWS > 4 && row + 4 <= rows {
                self.block::<L, 4>(lanes, panel, row, at * LANES);
                row += 4;
            }
            if row + 2 <= rows {
                self.block::<L, 2>(lanes, panel, row, at * LANES);
                row += 2;
            }
            if row < rows {
                self.block::<L, 1>(lanes, panel, row, at * LANES);
            }
        }
    }

    /// Some rows by the columns of a panel, of which `first` is the first.
    #[inline(always)]
    fn block<L: Lanes, const ROWS: usize>(&mut self, lanes: L, panel: &[Pairs], row: usize, first: usize) {
        let size = panel.len();
        let left: [&[[i16; 2]]; ROWS] = std::array::from_fn(|at| &self.left[(row + at) * size..][..size]);
        let mut sums = [lanes.zero(); ROWS];
        for (at, right) in panel.iter().enumerate() {
            let right = lanes.load(right);
            for (sum, left) in sums.iter_mut().zip(left) {
                *sum = lanes.add(*sum, right, left[at]);
            }
        }
        let columns = self.right.columns;
        for (at, sum) in sums.into_iter().enumerate() {
            let output = &mut self.output[(row + at) * columns + first..(row + at + 1) * columns];
            let sum = lanes.store(sum);
            match output.first_chunk_mut::<LANES>() {
                Some(output) => add(output, &sum),
                None => add(output, &sum),
            }
        }
    }
}

#[inline(always)]
fn add(output: &mut [i32], sums: &[i32; LANES]) {
    output.iter_mut().zip(sums).for_each(|(output, &sum)| *output = output.wrapping_add(sum));
}

/// A set of instructions that works on all columns of a panel at once.
trait Lanes: Copy {
    /// Pairs of each column.
    type Pairs: Copy;
    /// A sum for each column.
    type Sums: Copy;

    fn zero(self) -> Self::Sums;
    fn load(self, pairs: &Pairs) -> Self::Pairs;
    /// Adds the products of `left` with the pairs of each column.
    fn add(self, sums: Self::Sums, right: Self::Pairs, left: [i16; 2]) -> Self::Sums;
    fn store(self, sums: Self::Sums) -> [i32; LANES];
}

/// No special instructions.
#[derive(Clone, Copy)]
struct Plain;

impl Lanes for Plain {
    type Pairs = Pairs;
    type Sums = [i32; LANES];

    #[inline(always)]
    fn zero(self) -> Self::Sums {
        [0; LANES]
    }

    #[inline(always)]
    fn load(self, pairs: &Pairs) -> Pairs {
        *pairs
    }

    #[inline(always)]
    fn add(self, mut sums: Self::Sums, right: Pairs, left: [i16; 2]) -> Self::Sums {
        let [a, b] = left.map(i32::from);
        for (sum, right) in sums.iter_mut().zip(right) {
            let [c, d] = right.map(i32::from);
            *sum = sum.wrapping_add((a * c).wrapping_add(b * d));
        }
        sums
    }

    #[inline(always)]
    fn store(self, sums: Self::Sums) -> [i32; LANES] {
        sums
    }
}

#[cfg(target_arch = "x86_64")]
mod x86 {
    use std::arch::x86_64::{__m256i, __m512i};

    use pulp::cast;
    use pulp::x86::{V3, V4};

    use super::{LANES, Lanes, Pairs};

    impl Lanes for V3 {
        type Pairs = [__m256i; 2];
        type Sums = [__m256i; 2];

        #[inline(always)]
        fn zero(self) -> Self::Sums {
            [self.avx._mm256_setzero_si256(); 2]
        }

        #[inline(always)]
        fn load(self, pairs: &Pairs) -> Self::Pairs {
            cast(*pairs)
        }

        #[inline(always)]
        fn add(self, sums: Self::Sums, right: Self::Pairs, left: [i16; 2]) -> Self::Sums {
            let left = self.avx._mm256_set1_epi32(cast(left));
            let add = |sum, right| self.avx2._mm256_add_epi32(sum, self.avx2._mm256_madd_epi16(right, left));
            [add(sums[0], right[0]), add(sums[1], right[1])]
        }

        #[inline(always)]
        fn store(self, sums: Self::Sums) -> [i32; LANES] {
            cast(sums)
        }
    }

    impl Lanes for V4 {
        type Pairs = __m512i;
        type Sums = __m512i;

        #[inline(always)]
        fn zero(self) -> Self::Sums {
            self.avx512f._mm512_setzero_si512()
        }

        #[inline(always)]
        fn load(self, pairs: &Pairs) -> Self::Pairs {
            cast(*pairs)
        }

        #[inline(always)]
        fn add(self, sums: Self::Sums, right: Self::Pairs, left: [i16; 2]) -> Self::Sums {
            let left = self.avx512f._mm512_set1_epi32(cast(left));
            self.avx512f._mm512_add_epi32(sums, self.avx512bw._mm512_madd_epi16(right, left))
        }

        #[inline(always)]
        fn store(self, sums: Self::Sums) -> [i32; LANES] {
            cast(sums)
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_machine_finds_the_same_sums(
            rows in 0..20_usize, columns in 0..40_usize, pairs in 1..5_usize,
            numbers in prop::collection::vec(any::<i16>(), 10 * 60),
        ) {
            let (left, right) = numbers.split_at(10 * 20);
            let (left, right) = (&left[..rows * 2 * pairs], &right[..columns * 2 * pairs]);
            let mut panels = Panels::default();
            panels.lay_out(right, 2 * pairs);
            let mut sums = vec![7; rows * columns];
            panels.multiply(left, &mut sums);
            let product = |row: &[i16], column: &[i16]| row.iter().zip(column).fold(7_i32, |sum, (&a, &b)| {
                sum.wrapping_add(i32::from(a).wrapping_mul(i32::from(b)))
            });
            let expected: Vec<i32> = left
                .chunks_exact(2 * pairs)
                .flat_map(|row| right.chunks_exact(2 * pairs).map(move |column| product(row, column)))
                .collect();
            prop_assert_eq!(&sums, &expected);
            let mut plain = vec![7; rows * columns];
            Product { left: left.as_chunks().0, right: &panels, output: &mut plain }.run::<_, 4>(Plain);
            prop_assert_eq!(&plain, &expected);
        }
    }
}
