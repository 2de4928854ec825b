import CProtobuf

extension Preflight {
    /// A failure at `offset` in `field` of the innermost message, with the path that leads there.
    ///
    /// Only a failure pays for the path: indexes are found by reading the tags once more.
    func failure(
        _ field: UnsafePointer<ProtobufCFieldDescriptor>?, _ offset: Int, _ rule: String
    ) -> WireFailure {
        var path: [String] = []
        for level in 1..<max(self.depth, 1) {
            guard let holder = self.frames[level].holder else { continue }
            path.append(self.step(holder, in: level - 1, before: self.frames[level].tag))
        }
        if let field, self.depth > 0 {
            path.append(self.step(field, in: self.depth - 1, before: offset))
        }
        return WireFailure(field: path.joined(separator: "."), offset: offset, rule: rule)
    }

    /// `name`, or `name[2]` when `field` repeats and stood twice before `offset`.
    private func step(
        _ field: UnsafePointer<ProtobufCFieldDescriptor>, in level: Int, before offset: Int
    ) -> String {
        let name = String(cString: field.pointee.name)
        guard field.pointee.label == PROTOBUF_C_LABEL_REPEATED else { return name }
        var index = -1
        var at = self.frames[level].start
        while at <= offset, at < self.bytes.count {
            let key = self.number(&at)
            if UInt32(truncatingIfNeeded: key >> 3) == field.pointee.id { index += 1 }
            switch WireType(rawValue: Int(key & 7)) {
            case .varint: _ = self.number(&at)
            case .fixed64: at += 8
            case .fixed32: at += 4
            case .bytes: at += Int(self.number(&at))
            case nil: return name
            }
        }
        return "\(name)[\(max(index, 0))]"
    }

    /// A varint that was checked before, except perhaps the last one.
    private func number(_ at: inout Int) -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while at < self.bytes.count, shift < 64 {
            let byte = self.bytes[at]
            at += 1
            value |= UInt64(byte & 0x7f) << shift
            shift += 7
            if byte & 0x80 == 0 { break }
        }
        return value & UInt64(Int32.max) | (value & 7)
    }
}
