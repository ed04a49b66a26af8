#if MPI && os(Linux)
  internal import CMPI
  import Glibc
  import NeuralNetwork
  import Synchronization

  /// A file in memory through which the ranks of a host share memory: its first page is the `SharedPage` of the rank that
  /// made it, and blocks follow.
  ///
  /// It has no name, and others open it by the number of the process: however the processes end, nothing is left behind.
  final class SharedFile: Sendable {
    /// This process's descriptor; others open the owner's in /proc.
    let descriptor: Int32
    /// The blocks of this process, by their addresses, and where the next one begins.
    private let blocks = Mutex<(places: [(addresses: Range<UInt>, offset: Int)], end: Int)>(([], pageSize))

    /// The bytes of the first page that others map.
    static let pageByteCount = 4096
    private static var pageSize: Int { max(sysconf(Int32(_SC_PAGESIZE)), pageByteCount) }

    /// A file of this process; nil where the system has none.
    init?() {
      let file = dense_memory_file()
      guard file >= 0 else { return nil }
      descriptor = file
      guard setLength(Self.pageSize) else { return nil }
    }

    /// The file of another process; nil where it cannot be opened.
    init?(of process: Int32, descriptor: Int32) {
      let file = unsafe open("/proc/\(process)/fd/\(descriptor)", O_RDWR | O_CLOEXEC)
      guard file >= 0 else { return nil }
      self.descriptor = file
    }

    deinit { close(descriptor) }

    /// False if the file cannot grow that far: beyond the limit of file sizes, a signal would end the process.
    private func setLength(_ byteCount: Int) -> Bool {
      byteCount <= dense_longest_file() && ftruncate(descriptor, off_t(byteCount)) == 0
    }

    /// A part of the file, which must be as long, as memory; nil where the system does not give it. A block is given back to
    /// the system with the mapping.
    func map(_ range: Range<Int>, isBlock: Bool = false) -> Mapping? {
      let start = range.lowerBound / Self.pageSize * Self.pageSize
      let length = range.upperBound - start
      let memory = unsafe mmap(nil, length, PROT_READ | PROT_WRITE, MAP_SHARED, descriptor, off_t(start))
      guard let memory = unsafe memory, unsafe memory != MAP_FAILED else { return nil }
      return unsafe Mapping(
        UnsafeMutableRawBufferPointer(start: memory, count: length), skipping: range.lowerBound - start,
        blockOf: isBlock ? self : nil)
    }

    /// New memory, all zero, that other processes can map; nil where the system gives no address space or no longer file.
    func block(byteCount: Int) -> (any MessageMemory)? {
      let pages = (byteCount + Self.pageSize - 1) / Self.pageSize * Self.pageSize
      return blocks.withLock { blocks -> Mapping? in
        guard byteCount > 0, setLength(blocks.end + pages),
          let memory = map(blocks.end..<blocks.end + byteCount, isBlock: true)
        else { return nil }
        blocks.places.append((memory.addresses, blocks.end))
        blocks.end += pages
        return memory
      }
    }

    /// Where memory lies in the file; nil where it is not all of one block.
    func offset(of memory: UnsafeMutableRawBufferPointer) -> Int? {
      let start = UInt(bitPattern: memory.baseAddress)
      let end = start + UInt(memory.count)
      return blocks.withLock { blocks in
        blocks.places.first { $0.addresses.lowerBound <= start && end <= $0.addresses.upperBound }.map {
          $0.offset + Int(start - $0.addresses.lowerBound)
        }
      }
    }

    /// Gives the memory of a block back, even if others have it mapped.
    private func release(_ addresses: Range<UInt>) {
      blocks.withLock { blocks in
        guard let index = blocks.places.firstIndex(where: { $0.addresses == addresses }) else { return }
        let pages = (addresses.count + Self.pageSize - 1) / Self.pageSize * Self.pageSize
        dense_release_part(descriptor, blocks.places.remove(at: index).offset, pages)
      }
    }

    /// A part of a file as memory.
    @safe final class Mapping: MessageMemory, @unchecked Sendable {
      private let all: UnsafeMutableRawBufferPointer
      let bytes: UnsafeMutableRawBufferPointer
      /// The file whose block this is; nil for another part.
      private let owner: SharedFile?

      fileprivate init(_ all: UnsafeMutableRawBufferPointer, skipping count: Int, blockOf owner: SharedFile?) {
        unsafe self.all = unsafe all
        self.owner = owner
        unsafe bytes = UnsafeMutableRawBufferPointer(rebasing: all[count...])
      }

      deinit {
        owner?.release(addresses)
        unsafe munmap(all.baseAddress, all.count)
      }

      fileprivate var addresses: Range<UInt> {
        let start = unsafe UInt(bitPattern: bytes.baseAddress)
        return unsafe start..<start + UInt(bytes.count)
      }
    }
  }
#endif
