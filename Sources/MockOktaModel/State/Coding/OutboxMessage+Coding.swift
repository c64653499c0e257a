extension OutboxMessage.Kind: RecordPart {}
extension OutboxMessage.Purpose: RecordPart {}

extension OutboxMessage: RecordPart {
    package func write(to writer: inout RecordWriter) {
        writer.write(kind)
        writer.write(recipient)
        writer.write(user)
        writer.write(purpose)
        writer.write(subject)
        writer.write(text)
        writer.write(code)
        writer.write(link)
    }

    package init(from reader: inout RecordReader) throws(RecordCodingError) {
        self.init(
            try reader.read(),
            to: try reader.read(),
            user: try reader.read(),
            try reader.read(),
            subject: try reader.read(),
            text: try reader.read(),
            code: try reader.read()
        )
        link = try reader.read()
    }
}
