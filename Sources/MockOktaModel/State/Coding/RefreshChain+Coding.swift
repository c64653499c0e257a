extension RefreshChain: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(created)
        writer.write(current)
        writer.write(earlier)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(created: try reader.read())
        current = try reader.read()
        earlier = try reader.read()
    }
}

extension RefreshChain.Generation: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(number)
        writer.write(supersededAt)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(number: try reader.read(), supersededAt: try reader.read())
    }
}
